package io.gnomon.cli.attach;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where the agent in another process says what came of a request: first an exit code, then lines for the user. */
final class AnswerFile implements AutoCloseable {

    private final Path path;

    private AnswerFile(Path path) {
        this.path = path;
    }

    /**
     * Makes an empty one, to be written by the process and read by nobody else.
     *
     * @throws IOException if no temporary file can be made
     */
    static AnswerFile forProcess(ProcessHandle process) throws IOException {
        Path path = Files.createTempFile("gnomon-attach-", ".txt");
        Optional<String> owner = process.info().user();
        if (owner.isPresent() && !owner.equals(ProcessHandle.current().info().user())) {
            // Root attaches to somebody else's process, which could not write into root's file.
            Files.setOwner(
                    path, path.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(owner.get()));
        }
        return new AnswerFile(path);
    }

    Path path() {
        return path;
    }

    /** What the agent said; empty if it said nothing. */
    Optional<Answer> read() throws IOException {
        return Answer.parse(Files.readAllBytes(path));
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(path);
    }
}
