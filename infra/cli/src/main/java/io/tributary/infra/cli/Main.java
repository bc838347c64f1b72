package io.tributary.infra.cli;

import io.tributary.infra.cli.command.AnswerPrinter;
import io.tributary.infra.cli.command.CommandFailure;
import io.tributary.infra.cli.command.CommandResult;
import io.tributary.infra.cli.command.FormatOption;
import io.tributary.infra.cli.command.JsonEnvelope;
import io.tributary.infra.cli.command.OutputFormat;
import io.tributary.infra.cli.command.StackTraceFile;
import io.tributary.infra.cli.command.VerbFinder;
import io.tributary.infra.cli.config.ConfigKeys;
import io.tributary.infra.cli.config.ConfigOption;
import io.tributary.infra.cli.config.Configuration;
import io.tributary.infra.cli.config.EnvironmentVariables;
import io.tributary.infra.cli.config.KafkaKeys;
import io.tributary.schemas.natives.NativeFolder;
import io.tributary.schemas.process.ReadyLine;
import io.tributary.schemas.process.ShutdownHook;
import io.tributary.schemas.process.StdinWatch;
import io.tributary.schemas.settings.Failure;
import io.tributary.schemas.text.PrintableStream;
import io.tributary.schemas.text.PrintableText;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Runs {@code tributary NOUN VERB [options]}. */
public final class Main {
  private final PrintStream out;
  private final PrintStream err;
  private final boolean supervised;

  /**
   * Whether this process belongs to the command alone, so that settings of the whole process may be
   * changed.
   */
  private final boolean alone;

  private Main(PrintStream out, PrintStream err, boolean supervised, boolean alone) {
    this.out = out;
    this.err = err;
    this.supervised = supervised;
    this.alone = alone;
  }

  public static void main(String[] args) {
    PrintableStream.installOnStandardError();
    int exitCode = new Main(System.out, System.err, isSupervised(args), true).run(args);
    NativeFolder.leave();
    System.exit(exitCode);
  }

  /** Runs one command and returns its exit code. */
  public static int run(String[] args, PrintStream out, PrintStream err) {
    return new Main(out, err, isSupervised(args), false).run(args);
  }

  private static boolean isSupervised(String[] args) {
    return Arrays.asList(args).contains(StdinWatch.SUPERVISED);
  }

  private int run(String[] args) {
    OutputFormat format = FormatOption.asked(args);
    try {
      if (alone) {
        CliLogging.settings(args, System.getenv(), System::getProperty).use();
      }
      Configuration configuration = new Configuration(System.getenv(), ConfigOption.asked(args));
      return execute(args, format, configuration);
    } catch (Failure e) {
      return report(CommandFailure.of(e), format);
    } catch (Error broken) {
      // A damaged installation or a lack of memory still needs an answer in the requested format.
      return report(CommandFailure.bug(broken, StackTraceFile.write(broken)), format);
    }
  }

  private int execute(String[] args, OutputFormat format, Configuration configuration) {
    CommandLine tree = CommandTree.build(configuration);
    EnvironmentVariables.unread(configuration.environment(), ConfigKeys.of(tree))
        .forEach(line -> err.println("warning: " + PrintableText.line(line)));
    tree.setOut(new PrintWriter(out, true, StandardCharsets.UTF_8));
    tree.setParameterExceptionHandler(
        (mistake, ignored) -> report(ParameterMistakes.describe(mistake), format));
    tree.setExecutionExceptionHandler((thrown, command, parsed) -> report(problem(thrown), format));
    tree.setExecutionStrategy(
        parsed -> {
          KafkaKeys.fillIn(parsed, configuration);
          if (alone) {
            NativeFolder.prepare(configuration.environment(), VerbFinder.nativeFolder(parsed));
          }
          int code = new CommandLine.RunLast().execute(parsed);
          if (VerbFinder.last(parsed).getExecutionResult() instanceof CommandResult answer) {
            AnswerPrinter.print(answer, format, out, err);
          }
          return code;
        });
    return tree.execute(args);
  }

  private CommandFailure problem(Exception thrown) {
    if (thrown instanceof Failure failure) {
      return CommandFailure.of(failure);
    }
    if (thrown instanceof ParameterException mistake) {
      return ParameterMistakes.describe(mistake);
    }
    return CommandFailure.bug(thrown, StackTraceFile.write(thrown));
  }

  private int report(CommandFailure problem, OutputFormat format) {
    if (ShutdownHook.isEnding()) {
      // A signal stopped the process, which its user knows; the hooks report what there is to
      // report.
      return problem.exitCode();
    }
    problem.text().lines().map(PrintableText::line).forEach(err::println);
    if (supervised) {
      out.println(ReadyLine.refused(problem.code(), problem.message(), problem.hint()));
    } else if (format != OutputFormat.TEXT) {
      out.println(JsonEnvelope.error(problem).json());
    }
    out.flush();
    return problem.exitCode();
  }
}
