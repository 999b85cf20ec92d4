package io.meshtrial.acceptance.documentation;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A person's shell: each command in turn, in one directory, with the variables that earlier ones set. */
final class Shell {

    private static final Pattern ASSIGNMENT = Pattern.compile("[A-Z_]+=\\S.*");
    private static final Pattern STATUS = Pattern.compile("\\nSTATUS (\\d{3})\\n");

    /** Adds to what curl says the status of the answer, which people see by what is in it. */
    private static final String CURL = "curl() { command curl -w '%{stderr}\\nSTATUS %{http_code}\\n' \"$@\"; }\n";

    private final Path directory;
    private final int portBase;
    private final List<String> variables = new ArrayList<>();

    /**
     * @param exit the shell's code
     * @param status of the last answer to curl; 0 where curl was not used or got none
     */
    record Result(String command, int exit, int status, String text) {}

    Shell(Path directory, int portBase) {
        this.directory = directory;
        this.portBase = portBase;
    }

    /** A page writes the default ports; here they are this ring's. */
    private String withPorts(String command) {
        return Pattern.compile("127\\.0\\.0\\.1:77(\\d\\d)")
                .matcher(command)
                .replaceAll(port -> "127.0.0.1:" + (portBase + Integer.parseInt(port.group(1))));
    }

    Result type(String written) throws IOException, InterruptedException {
        String command = withPorts(written);
        if (ASSIGNMENT.matcher(command).matches()) {
            variables.add(command);
        }
        Process process = new ProcessBuilder(
                        "bash", "-c", "set -o pipefail\n" + CURL + String.join("\n", variables) + "\n" + command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Matcher status = STATUS.matcher(text);
        int last = 0;
        while (status.find()) {
            last = Integer.parseInt(status.group(1));
        }
        return new Result(written, process.waitFor(), last, text);
    }
}
