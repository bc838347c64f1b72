package io.tributary.infra.cli.operate;

import io.tributary.infra.cli.view.LedgerDecisionRow;
import io.tributary.infra.cli.view.NumberText;
import io.tributary.infra.cli.view.lineage.AdapterRow;
import io.tributary.infra.cli.view.lineage.UpdateTraceView;
import io.tributary.schemas.text.TextTable;
import java.util.ArrayList;
import java.util.List;

/** Formats the history of one update, from top to bottom, for people. */
final class UpdateTraceText {
  private static final List<String> STEP = List.of("   |");

  private final UpdateTraceView view;
  private final PositionFormat positionFormat;
  private final List<List<String>> rows = new ArrayList<>();

  private UpdateTraceText(UpdateTraceView view, String federation) {
    this.view = view;
    positionFormat = new PositionFormat(federation);
  }

  static String of(UpdateTraceView view, String federation) {
    var text = new UpdateTraceText(view, federation);
    text.row("update", view.update());
    text.row("is now", text.standing());
    text.rows.add(STEP);
    text.sent();
    text.rows.add(STEP);
    text.decisions();
    text.version();
    return TextTable.of(text.rows);
  }

  private void row(String what, String text) {
    rows.add(List.of(what, text));
  }

  private String standing() {
    return switch (view.stage()) {
      case "merged" ->
          view.version() == null
              ? "merged; the manifest of its version is no longer in the log"
              : "merged into " + view.version().adapter();
      case "accepted" -> "accepted; its window has made no version yet";
      case "left_out" -> "accepted, and then left out by the merge strategy";
      case "waiting" -> "in the log, and not decided yet";
      default -> view.stage();
    };
  }

  private void sent() {
    UpdateTraceView.Sent sent = view.sent();
    if (sent == null) {
      row("manifest", "not in the log");
      return;
    }
    row(
        "trained",
        "on %d samples from %s, epoch %d".formatted(sent.samples(), sent.base(), sent.epoch()));
    row(
        "",
        "%d steps, loss %s -> %s, norm %s"
            .formatted(
                sent.steps(),
                NumberText.of(sent.firstLoss()),
                NumberText.of(sent.lastLoss()),
                NumberText.of(sent.norm())));
    row("manifest", positionFormat.of(view.manifests()) + ", " + sent.sentAt());
    row("chunks", positionFormat.of(view.chunks()));
  }

  private void decisions() {
    if (view.decisions().isEmpty()) {
      row("decision", "none yet");
    }
    for (LedgerDecisionRow decision : view.decisions()) {
      row(
          "decision",
          "%s, %s".formatted(positionFormat.of(decision.place()), decision.decidedAt()));
      row("", said(decision));
    }
    for (UpdateTraceView.Aside aside : view.quarantine()) {
      row("quarantine", "%s, %s".formatted(positionFormat.of(aside.place()), aside.status()));
    }
  }

  /** Returns the sentence of an operator's decision, which names its effect itself. */
  private static String said(LedgerDecisionRow decision) {
    String meaning = decision.meaning();
    return meaning.startsWith(decision.verdict()) ? meaning : decision.verdict() + ": " + meaning;
  }

  private void version() {
    AdapterRow version = view.version();
    if (version == null) {
      return;
    }
    rows.add(STEP);
    row(
        "window",
        "%d of %s: %s, this one has %s of the weight"
            .formatted(
                version.version(),
                version.cluster(),
                NumberText.count(version.updates(), "update"),
                NumberText.percent(view.share())));
    rows.add(STEP);
    row("version", version.adapter());
    row("manifest", positionFormat.of(version.place()) + ", " + version.publishedAt());
    row("digest", version.digest() + ", base " + version.previousDigest());
  }
}
