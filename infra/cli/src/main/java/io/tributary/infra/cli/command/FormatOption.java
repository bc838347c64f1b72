package io.tributary.infra.cli.command;

import io.tributary.infra.progress.Progress;
import io.tributary.infra.progress.ProgressDisplays;
import io.tributary.infra.progress.ScreenKind;
import io.tributary.schemas.text.PrintableStream;
import java.util.Arrays;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Adds {@code --format} to every verb. */
public final class FormatOption {
  public static final String NAME = "--format";

  private FormatOption() {}

  public static OptionSpec spec() {
    return OptionSpec.builder(NAME)
        .type(OutputFormat.class)
        .paramLabel("text|json|jsonl")
        .defaultValue("text")
        .description("How to answer on standard output: a text, one JSON envelope, or JSON lines.")
        .build();
  }

  /** Returns the display of a long verb's progress: bars, lines, or JSON lines among its answer. */
  public static Progress progress(CommandSpec verb) {
    OutputFormat format = verb.findOption(NAME).getValue();
    ScreenKind screen = ScreenKind.of(System.getenv(), TerminalDetection.onStandardError());
    return ProgressDisplays.choose(
        format == OutputFormat.JSONL, screen, System.out, PrintableStream.raw(System.err));
  }

  /**
   * Returns the format that the user asked for, read before parsing so that errors obey it, too.
   */
  public static OutputFormat asked(String[] args) {
    // The parser rejects an unknown one with a better message; that message goes out as text.
    return RawArguments.valueOf(NAME, args).map(FormatOption::named).orElse(OutputFormat.TEXT);
  }

  private static OutputFormat named(String name) {
    return Arrays.stream(OutputFormat.values())
        .filter(format -> format.name().equalsIgnoreCase(name))
        .findFirst()
        .orElse(OutputFormat.TEXT);
  }
}
