package io.gnomon.cli.input;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which operations a report is about. */
public final class OperationOption {

    @Option(
            names = "--operation",
            paramLabel = "NAME",
            description = "Only operations whose name contains this; with * or ?, those whose whole name matches.")
    private @Nullable String operation;

    /**
     * The operations that were asked for.
     *
     * @throws CommandFailure if no operation has such a name
     */
    public OperationFilter in(Database database) throws SQLException {
        return database.operations(operation);
    }
}
