package io.tributary.infra.cli.operate;

import io.tributary.infra.cli.command.CommandResult;
import io.tributary.infra.cli.command.FormatOption;
import io.tributary.infra.cli.options.RulingOptions;
import io.tributary.infra.cli.view.LedgerDecisionRow;
import io.tributary.infra.cli.view.OperatorRulingRow;
import io.tributary.infra.history.PositionedRecord;
import io.tributary.infra.history.quarantine.QuarantineCase;
import io.tributary.infra.operate.OperatorCommands;
import io.tributary.infra.operate.ReleasableUpdate;
import io.tributary.infra.progress.Progress;
import io.tributary.schemas.event.LedgerEntry;
import io.tributary.schemas.event.LedgerEntry.Verdict;
import io.tributary.schemas.id.RecordPosition;
import io.tributary.schemas.settings.Failure;
import io.tributary.schemas.update.UpdateManifest;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Implements {@code quarantine discard}, by which an update never counts. */
@Command(
    name = "discard",
    mixinStandardHelpOptions = true,
    description = {
      "Decides that an update never counts: it cannot be released any more. Its bytes stay in the"
          + " log. Needs --yes.",
      "Waits for the ledger's decision and prints it."
    })
final class QuarantineDiscardCommand implements Callable<CommandResult> {
  @Spec private CommandSpec spec;
  @Mixin private RulingOptions options;

  @Option(names = "--yes", fallbackValue = "true", description = "Yes, for good.")
  private boolean yes;

  @Override
  public CommandResult call() {
    return options.federation.ask(
        reader -> {
          var operatorDecision = options.author.ruling();
          QuarantineCase found = QuarantineCommands.find(reader, options.subject);
          UpdateManifest manifest = ReleasableUpdate.manifest(reader, found);
          if (options.author.dryRun()) {
            return new CommandResult(
                row(found, null),
                "not done (--dry-run): " + options.subject + " would never count");
          }
          requireYes();
          Progress progress = FormatOption.progress(spec);
          progress.line(
              "discarding %s; waiting for the ledger, %d s at most"
                  .formatted(options.subject, options.wait.toSeconds()));
          LedgerEntry outcome =
              new OperatorCommands(reader)
                  .discard(
                      manifest.id(), manifest.base().cluster(), operatorDecision, options.wait);
          progress.finish();
          return discarded(found, outcome);
        });
  }

  private CommandResult discarded(QuarantineCase found, LedgerEntry outcome) {
    if (outcome.verdict() != Verdict.DISCARDED) {
      throw new Failure(
          Failure.Kind.DOMAIN,
          "DISCARD_REFUSED",
          options.subject + " was not discarded: " + outcome.detail(),
          "See tributary lineage show '" + options.subject + "'.");
    }
    return new CommandResult(
        row(found, outcome), "discarded: " + options.subject + " never counts");
  }

  private void requireYes() {
    if (!yes) {
      throw new Failure(
          Failure.Kind.CONFIGURATION,
          "NOT_CONFIRMED",
          "discarding " + options.subject + " is for good, and --yes is missing",
          "Add --yes; --dry-run only says what would be done.");
    }
  }

  private OperatorRulingRow row(QuarantineCase found, LedgerEntry outcome) {
    return new OperatorRulingRow(
        options.subject,
        "discard",
        outcome != null,
        found.origin().toString(),
        List.of(),
        outcome == null
            ? null
            : LedgerDecisionRow.of(
                new PositionedRecord<>(outcome, RecordPosition.UNKNOWN, outcome.decidedAt())));
  }
}
