package io.tributary.infra.cli.operate;

import io.tributary.infra.cli.command.CommandResult;
import io.tributary.infra.cli.command.FormatOption;
import io.tributary.infra.cli.options.RulingOptions;
import io.tributary.infra.cli.view.LedgerDecisionRow;
import io.tributary.infra.cli.view.NumberText;
import io.tributary.infra.cli.view.OperatorRulingRow;
import io.tributary.infra.history.PositionedRecord;
import io.tributary.infra.operate.OperatorCommands;
import io.tributary.infra.operate.ReleasableUpdate;
import io.tributary.infra.progress.Progress;
import io.tributary.schemas.event.LedgerEntry;
import io.tributary.schemas.event.LedgerEntry.Verdict;
import io.tributary.schemas.id.RecordPosition;
import io.tributary.schemas.settings.Failure;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Implements {@code quarantine release}, by which an update counts after all. */
@Command(
    name = "release",
    mixinStandardHelpOptions = true,
    description = {
      "Lets an update count after all: its chunks are read from the log again, and the rules that"
          + " people may override do not apply to it.",
      "Waits for the ledger's decision and prints it."
    })
final class QuarantineReleaseCommand implements Callable<CommandResult> {
  @Spec private CommandSpec spec;
  @Mixin private RulingOptions options;

  @Override
  public CommandResult call() {
    return options.federation.ask(
        reader -> {
          var operatorDecision = options.author.ruling();
          ReleasableUpdate releasable =
              ReleasableUpdate.of(reader, QuarantineCommands.find(reader, options.subject));
          if (options.author.dryRun()) {
            return new CommandResult(
                row(releasable, null),
                "not done (--dry-run): %s with %d chunks would count in %s"
                    .formatted(
                        options.subject,
                        releasable.chunks().size(),
                        releasable.manifest().base().cluster()));
          }
          Progress progress = FormatOption.progress(spec);
          progress.line(
              "releasing %s with %d chunks; waiting for the ledger, %d s at most"
                  .formatted(
                      options.subject, releasable.chunks().size(), options.wait.toSeconds()));
          LedgerEntry outcome =
              new OperatorCommands(reader).release(releasable, operatorDecision, options.wait);
          progress.finish();
          return released(releasable, outcome);
        });
  }

  private CommandResult released(ReleasableUpdate releasable, LedgerEntry outcome) {
    if (outcome.verdict() != Verdict.ACCEPTED) {
      throw new Failure(
          Failure.Kind.DOMAIN,
          "RELEASE_REFUSED",
          options.subject
              + (outcome.verdict() == Verdict.QUARANTINED
                  ? " is refused again: " + outcome.reason() + ": " + outcome.detail()
                  : " was not released: " + outcome.detail()),
          "See tributary lineage show '" + options.subject + "'. No person can override this.");
    }
    return new CommandResult(
        row(releasable, outcome),
        "released: now in window %d of %s, weight %s"
            .formatted(
                outcome.version(),
                outcome.cluster(),
                NumberText.of(NumberText.weight(outcome.weight()))));
  }

  private OperatorRulingRow row(ReleasableUpdate releasable, LedgerEntry outcome) {
    return new OperatorRulingRow(
        options.subject,
        "release",
        outcome != null,
        releasable.origin().toString(),
        releasable.chunks().stream().map(RecordPosition::toString).toList(),
        outcome == null
            ? null
            : LedgerDecisionRow.of(
                new PositionedRecord<>(outcome, RecordPosition.UNKNOWN, outcome.decidedAt())));
  }
}
