package io.meshtrial.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where Meshtrial is and who asks. A token is never an argument: process lists show those to everyone. */
final class Connection {

    @Option(
            names = {"-s", "--server"},
            paramLabel = "URL",
            description = "Where the page of Meshtrial is (default: $MESHTRIAL_SERVER, else http://127.0.0.1:7700).")
    private @Nullable URI server;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "File that holds the token (default: $MESHTRIAL_TOKEN, else .meshtrial/token where it is).")
    private @Nullable Path tokenFile;

    Service open(Map<String, String> environment) {
        return new Service(server(environment), token(environment));
    }

    private URI server(Map<String, String> environment) {
        URI address = server != null ? server : address(environment.get("MESHTRIAL_SERVER"));
        if (address.getHost() == null || !("http".equals(address.getScheme()) || "https".equals(address.getScheme()))) {
            throw new CommandFailure(
                    ExitCode.USAGE, "The server is an address such as http://127.0.0.1:7700, not " + address);
        }
        return address;
    }

    private static URI address(@Nullable String text) {
        try {
            return URI.create(text == null || text.isBlank() ? "http://127.0.0.1:7700" : text.strip());
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.USAGE, "MESHTRIAL_SERVER is no address: " + e.getMessage());
        }
    }

    private @Nullable String token(Map<String, String> environment) {
        if (tokenFile != null) {
            return read(tokenFile);
        }
        String token = environment.get("MESHTRIAL_TOKEN");
        if (token != null && !token.isBlank()) {
            return token.strip();
        }
        Path local = Path.of(".meshtrial", "token");
        return Files.isReadable(local) ? read(local) : null;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.USAGE, "The token file " + file + " cannot be read: " + e.getMessage());
        }
    }
}
