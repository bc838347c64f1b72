package io.tributary.infra.cli.operate;

import io.tributary.infra.cli.command.CommandGroup;
import io.tributary.infra.cli.command.CommandResult;
import io.tributary.infra.cli.command.LimitOption;
import io.tributary.infra.cli.options.FederationOptions;
import io.tributary.infra.cli.view.QuarantineCaseRow;
import io.tributary.infra.history.UnknownNameFailures;
import io.tributary.infra.history.quarantine.QuarantineCase;
import io.tributary.infra.operate.FederationReader;
import io.tributary.schemas.event.QuarantineRecord.Status;
import io.tributary.schemas.event.RejectReason;
import io.tributary.schemas.text.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Implements {@code quarantine ls|show|release|discard}, which shows rejected records and decides
 * about them.
 */
@Command(
    name = "quarantine",
    mixinStandardHelpOptions = true,
    subcommands = {QuarantineReleaseCommand.class, QuarantineDiscardCommand.class},
    description = "What was set aside, and what becomes of it.")
public final class QuarantineCommands extends CommandGroup {
  @Command(
      mixinStandardHelpOptions = true,
      description = "Lists what was set aside, one line per subject, the newest last.")
  CommandResult ls(
      @Mixin FederationOptions federation,
      @Option(names = "--reason", description = "Set aside for it, e.g. NORM_BOUND.")
          RejectReason reason,
      @Option(names = "--status", description = "One of ${COMPLETION-CANDIDATES}.") Status status,
      @Mixin LimitOption limit) {
    int most = limit.rows();
    return federation.ask(
        reader -> {
          List<QuarantineCase> cases =
              reader.cases().of(Optional.ofNullable(reason), Optional.ofNullable(status));
          List<QuarantineCaseRow> rows =
              cases.stream()
                  .skip(Math.max(0, cases.size() - most))
                  .map(QuarantineCaseRow::of)
                  .toList();
          String table =
              TextTable.of(
                  "nothing is in quarantine",
                  QuarantineCaseRow.HEAD,
                  rows,
                  QuarantineCaseRow::cells);
          return new CommandResult(rows, LimitOption.newest(table, rows.size(), cases.size()));
        });
  }

  @Command(mixinStandardHelpOptions = true, description = "Shows why one subject was set aside.")
  CommandResult show(
      @Mixin FederationOptions federation,
      @Parameters(paramLabel = "SUBJECT", description = "See quarantine ls.") String subject) {
    return federation.ask(
        reader -> {
          QuarantineCaseRow row = QuarantineCaseRow.of(find(reader, subject));
          return new CommandResult(row, text(row, new PositionFormat(reader.federation())));
        });
  }

  /** Returns the case of a subject; throws a Failure SUBJECT_UNKNOWN with the nearest subject. */
  static QuarantineCase find(FederationReader reader, String subject) {
    // All other subjects are read only if the name is wrong.
    return reader
        .caseOf(subject)
        .orElseThrow(() -> UnknownNameFailures.subject(subject, reader.cases().subjects()));
  }

  private static String text(QuarantineCaseRow row, PositionFormat positionFormat) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("subject", row.subject()));
    rows.add(List.of("status", row.status() + (row.ruling().isEmpty() ? "" : ", " + row.ruling())));
    rows.add(List.of("reason", row.reason()));
    rows.add(List.of("detail", row.detail()));
    rows.add(List.of("read at", positionFormat.of(row.origin())));
    rows.add(
        List.of(
            "kept at",
            "%s with %d bytes; the subject's newest %s"
                .formatted(
                    positionFormat.of(row.place()),
                    row.bytes(),
                    row.records() == 1 ? "record" : row.records() + " records")));
    rows.add(List.of("set aside", row.at()));
    rows.add(
        List.of(
            "next",
            row.releasable()
                ? "tributary quarantine release '" + row.subject() + "' --why ..., or discard"
                : "nothing to decide: " + row.obstacle()));
    return TextTable.of(rows);
  }
}
