package io.meshtrial.localmesh.supervisor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * The two secrets of a run, kept in files only their owner can read.
 *
 * @param platform for people and programs that use the REST API and the page
 * @param kubernetes for the Kubernetes API stand-in
 */
record Tokens(String platform, String kubernetes) {

    private static final int BYTES = 24;

    static Tokens in(Path data, SecureRandom random) throws IOException {
        return new Tokens(read(data.resolve("token"), random), read(data.resolve("kubernetes-token"), random));
    }

    private static String read(Path file, SecureRandom random) throws IOException {
        if (!Files.exists(file)) {
            byte[] bytes = new byte[BYTES];
            random.nextBytes(bytes);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, Base64.getUrlEncoder().withoutPadding().encodeToString(bytes) + "\n");
        }
        return Files.readString(file).strip();
    }

    @Override
    public String toString() {
        return "Tokens[…]";
    }
}
