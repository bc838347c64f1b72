package io.tributary.infra.experiment.run;

import io.tributary.schemas.settings.Failure;
import io.tributary.worker.data.ClientDataset;
import io.tributary.worker.data.Corpus;
import io.tributary.worker.data.row.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Holds out training rows, which are asked in place of the test rows and not trained on. */
final class HeldOutRows {
  private static final int TRAINED_AT_LEAST = 2;

  private HeldOutRows() {}

  /**
   * Returns the same clients, whose last training rows became their test rows. The rows are dealt
   * with a cap that is higher by as many, so that a client with plenty of rows keeps exactly those
   * that it trains on otherwise.
   *
   * @param count rows of each client, at least 1
   * @throws Failure EXPERIMENT_INVALID if a client would keep fewer than 2 rows to train on, or no
   *     row of a task would be asked
   */
  static Corpus asked(Corpus dealt, int count) {
    var clients = new ArrayList<ClientDataset>();
    for (ClientDataset client : dealt.clients()) {
      List<Row> rows = client.train();
      int kept = rows.size() - count;
      if (kept < TRAINED_AT_LEAST) {
        throw invalid(
            "training rows of "
                + client.client()
                + " must be >= "
                + TRAINED_AT_LEAST
                + " besides the validation rows, were "
                + kept
                + ": it has "
                + rows.size()
                + ", and validation is "
                + count,
            "Lower validation or clients, or add rows.");
      }
      clients.add(
          new ClientDataset(
              client.client(),
              rows.subList(0, kept),
              rows.subList(kept, rows.size()),
              client.growing()));
    }
    var asked = dealt.with(clients);
    var lost = new TreeSet<>(dealt.tasks());
    lost.removeAll(asked.tasks());
    if (!lost.isEmpty()) {
      throw invalid(
          "validation rows must be of all tasks, had none of " + lost + " with validation " + count,
          "Raise validation.");
    }
    return asked;
  }

  private static Failure invalid(String message, String fix) {
    return new Failure(Failure.Kind.CONFIGURATION, "EXPERIMENT_INVALID", message, fix);
  }
}
