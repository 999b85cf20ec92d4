package io.meshtrial.localmesh.supervisor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** One run to a data folder: two would overwrite each other's stores. The system takes the lock back when a process dies. */
final class RunLock implements AutoCloseable {

    private final FileChannel file;

    private RunLock(FileChannel file) {
        this.file = file;
    }

    /** @throws IllegalStateException with the holder and a way out, where another run has the folder */
    static RunLock take(Path data, String page) throws IOException {
        Files.createDirectories(data);
        Path path = data.resolve("lock");
        FileChannel file = FileChannel.open(path, CREATE, READ, WRITE);
        try {
            if (lock(file) == null) {
                throw new IllegalStateException(
                        data + " is in use by " + Files.readString(path).strip()
                                + ": stop that run, or give this one a folder of its own by MESHTRIAL_DATA");
            }
            String holder = "process " + ProcessHandle.current().pid() + ", " + page + "\n";
            file.truncate(0);
            file.write(ByteBuffer.wrap(holder.getBytes(UTF_8)));
            return new RunLock(file);
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    private static @Nullable FileLock lock(FileChannel file) throws IOException {
        try {
            return file.tryLock();
        } catch (OverlappingFileLockException heldHere) {
            return null;
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
