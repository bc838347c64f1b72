package io.tributary.infra.cli.operate;

import io.tributary.infra.cli.view.lineage.AgreementRow;
import io.tributary.infra.cli.view.lineage.AgreementView;
import io.tributary.schemas.text.TextTable;
import java.util.ArrayList;
import java.util.List;

/** Formats how far a version's contributors agreed, for people. */
final class AgreementText {
  /** The largest number of rows: tensors of MiniLM with six adapted kinds of layers; a page. */
  private static final int MOST_ROWS = 72;

  private AgreementText() {}

  /**
   * Returns the row of all tensors, then those with counted coordinates; a sentence if there are
   * none.
   */
  static String of(AgreementView view) {
    if (view.overall().coordinates() == 0) {
      return "agreement  unknown: no coordinate has two contributors of which one moved it";
    }
    List<AgreementRow> known =
        view.tensors().stream().filter(row -> row.coordinates() > 0).toList();
    List<AgreementRow> rows = new ArrayList<>(List.of(view.overall()));
    rows.addAll(known.subList(0, Math.min(MOST_ROWS, known.size())));
    String table = TextTable.of("", AgreementRow.HEAD, rows, AgreementRow::cells);
    int more = known.size() - MOST_ROWS;
    return more <= 0 ? table : table + "\n.. and " + more + " more: --format json";
  }
}
