package io.tributary.infra.cli.operate;

import io.tributary.infra.cli.view.NumberText;
import io.tributary.infra.cli.view.lineage.AdapterRow;
import io.tributary.infra.cli.view.lineage.LeftOutUpdateRow;
import io.tributary.infra.cli.view.lineage.LineageView;
import io.tributary.infra.cli.view.lineage.MergedUpdateRow;
import io.tributary.schemas.text.TextTable;
import java.util.ArrayList;
import java.util.List;

/**
 * Formats the lineage of a version, for people.
 *
 * @param view the lineage for machines
 * @param places shortens positions in the federation's topics
 */
record LineageText(LineageView view, PositionFormat places) {
  private static final List<String> HEAD =
      List.of(
          "update", "weight", "share", "clip", "behind", "base", "decision", "manifest", "chunks");

  /** The label of an earlier version, as wide as the labels above it. */
  private static final String BEFORE = "before   ";

  static LineageText of(LineageView view, String federation) {
    return new LineageText(view, new PositionFormat(federation));
  }

  /**
   * Returns the part that describes the version alone: name, publication, chunks, digest and
   * window.
   */
  String head() {
    AdapterRow adapter = view.adapter();
    return TextTable.of(
        List.of(
            List.of("adapter", adapter.adapter()),
            List.of(
                "published",
                "%s, epoch %d, manifest at %s"
                    .formatted(adapter.publishedAt(), adapter.epoch(), places.of(adapter.place()))),
            List.of("chunks", places.of(view.chunks())),
            List.of("digest", adapter.digest() + ", base " + adapter.previousDigest()),
            List.of(
                "window",
                "%d of %s: %s, weight %s"
                    .formatted(
                        adapter.version(),
                        adapter.cluster(),
                        NumberText.count(adapter.updates(), "update"),
                        NumberText.of(adapter.weight())))));
  }

  /** Returns the version, with how far its contributors agreed where that is measured. */
  String shown() {
    return view.agreement().tensors().isEmpty()
        ? head()
        : head() + "\n\n" + AgreementText.of(view.agreement());
  }

  /** Returns the version, with its updates, what was left out, and the versions before it. */
  String whole() {
    List<String> parts = new ArrayList<>();
    parts.add(head());
    parts.add(TextTable.of("it holds no update", HEAD, view.merged(), this::cells));
    parts.add(leftOut());
    parts.add(before());
    return String.join("\n\n", parts);
  }

  private List<String> cells(MergedUpdateRow row) {
    return List.of(
        row.update(),
        NumberText.of(row.weight()),
        NumberText.percent(row.share()),
        NumberText.of(row.clip()),
        Integer.toString(row.staleness()),
        row.base().isEmpty() ? "unknown" : row.base().replaceFirst("-.*", ""),
        places.of(row.decision()),
        places.of(row.manifest()),
        places.of(row.chunks()));
  }

  private String leftOut() {
    if (view.leftOut().isEmpty()) {
      return "left out   nothing";
    }
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("left out", "why", "decision"));
    for (LeftOutUpdateRow row : view.leftOut()) {
      rows.add(
          List.of(
              row.decision().update(),
              row.decision().meaning()
                  + (row.countedIn() > 0 ? " (counted in version " + row.countedIn() + ")" : ""),
              places.of(row.decision().place())));
    }
    return TextTable.of(rows);
  }

  private String before() {
    List<List<String>> rows = new ArrayList<>();
    AdapterRow oldest = view.adapter();
    for (AdapterRow older : view.before()) {
      rows.add(
          List.of(
              rows.isEmpty() ? BEFORE : "",
              older.adapter(),
              NumberText.count(older.updates(), "update")
                  + ", weight "
                  + NumberText.of(older.weight()),
              older.publishedAt()));
      oldest = older;
    }
    rows.add(List.of(rows.isEmpty() ? BEFORE : "", end(oldest)));
    String table = TextTable.of(rows);
    return view.unbroken()
        ? table
        : table + "\nBROKEN: a version does not name the digest of the one before it";
  }

  private static String end(AdapterRow oldest) {
    if (oldest.version() == 0) {
      return "drawn from the contract's seed";
    }
    return "version %d, %s%s"
        .formatted(
            oldest.version() - 1,
            oldest.previousDigest(),
            oldest.version() == 1 ? " (the seed)" : "");
  }
}
