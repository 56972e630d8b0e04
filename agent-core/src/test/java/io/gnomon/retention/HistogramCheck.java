package io.gnomon.retention;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;
import org.sqlite.SQLiteDataSource;

/** Reads the file's histograms with HdrHistogram's own decoder. */
final class HistogramCheck {

    private HistogramCheck() {}

    /** How many calls took how long, by operation and duration. */
    static Map<String, Long> counts(SQLiteDataSource source, int seconds, long untilMicros) throws SQLException {
        Map<String, Long> counts = new TreeMap<>();
        try (Connection connection = source.getConnection();
                PreparedStatement query = connection.prepareStatement(
                        "SELECT operation, histogram FROM rollup WHERE seconds = ? AND bucket < ?")) {
            query.setInt(1, seconds);
            query.setLong(2, untilMicros);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    Histogram histogram = Histogram.decodeFromByteBuffer(ByteBuffer.wrap(row.getBytes(2)), 0);
                    for (HistogramIterationValue value : histogram.recordedValues()) {
                        counts.merge(
                                row.getLong(1) + " " + value.getValueIteratedTo(),
                                value.getCountAtValueIteratedTo(),
                                Long::sum);
                    }
                }
            }
        }
        return counts;
    }
}
