package io.meshtrial.cli;

import java.util.Map;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command {@code meshtrial}. */
@Command(
        name = "meshtrial",
        version = "meshtrial 0.1.0",
        mixinStandardHelpOptions = true,
        description = "Canary and A/B experiments on an Istio mesh.",
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done; with --wait: all that promotion needs holds, or it was promoted",
            "1:the service refused; the problem says why",
            "2:the command line is wrong",
            "3:no answer from the service",
            "4:not signed in, or not allowed",
            "10:harm was shown, or it was rolled back",
            "11:neither harm nor gain was shown when the time was over",
            "12:the data cannot be judged",
            "13:a witness differs",
            "14:a witness could not tell, or it is too early"
        })
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(run(Terminal.ofProcess(), System.getenv(), arguments));
    }

    static int run(Terminal terminal, Map<String, String> environment, String... arguments) {
        CommandLine line = new CommandLine(new Main())
                .addSubcommand(new PlanCommand(terminal, environment))
                .addSubcommand(new ApplyCommand(terminal, environment))
                .addSubcommand(new ExplainCommand(terminal, environment))
                .addSubcommand(new StatusCommand(terminal, environment))
                .addSubcommand(new WaitCommand(terminal, environment))
                .addSubcommand(new MoveCommand(terminal, environment))
                .addSubcommand(new RollbackCommand(terminal, environment))
                .addSubcommand(new VerifyCommand(terminal, environment))
                .addSubcommand(new ExportCommand(terminal, environment))
                .addSubcommand(new UninstallCommand(terminal, environment))
                .addSubcommand(new GenerateCompletion());
        line.setOut(terminal.out());
        line.setErr(terminal.err());
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setExecutionExceptionHandler((failure, command, parsed) -> {
            if (failure instanceof CommandFailure known) {
                terminal.err().println(terminal.ink(Terminal.Ink.HARM, "✗ ") + known.getMessage());
                return known.code().number();
            }
            throw failure;
        });
        return line.execute(arguments);
    }
}
