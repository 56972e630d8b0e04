package io.gnomon.examples.orders;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.h2.jdbcx.JdbcDataSource;

/** Opens the database: H2, in memory, behind a pool of connections, with the sample data in it. */
final class Database {

    private static final int CONNECTIONS = 8;

    private Database() {}

    /**
     * A new database.
     *
     * @param name no other database of this JVM may have it
     * @param seed the sample data follow from it
     * @return to be closed; the data end with it
     */
    static HikariDataSource open(String name, long seed) throws SQLException {
        HikariDataSource pool = new HikariDataSource(pooled(name));
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("RUNSCRIPT FROM 'classpath:/io/gnomon/examples/orders/schema.sql'");
            new SampleData(connection, seed).insert();
            return pool;
        } catch (SQLException | RuntimeException failure) {
            pool.close();
            throw failure;
        }
    }

    private static HikariConfig pooled(String name) {
        JdbcDataSource h2 = new JdbcDataSource();
        // An order waits for one that holds the same product, until that one's bank has answered.
        h2.setURL("jdbc:h2:mem:" + name + ";LOCK_TIMEOUT=10000;DB_CLOSE_ON_EXIT=FALSE");
        HikariConfig config = new HikariConfig();
        config.setPoolName("orders");
        config.setDataSource(h2);
        config.setMaximumPoolSize(CONNECTIONS);
        return config;
    }
}
