package io.tributary.worker.data;

import io.tributary.schemas.id.ClientId;
import io.tributary.worker.data.row.GrowingFile;
import io.tributary.worker.data.row.Row;
import java.util.List;
import java.util.Optional;

/**
 * The rows of one client.
 *
 * @param client that has the rows
 * @param train its rows to train on
 * @param test its rows to score on
 * @param growing the client's own file; empty where rows were dealt from task folders
 */
public record ClientDataset(
    ClientId client, List<Row> train, List<Row> test, Optional<GrowingFile> growing) {
  public ClientDataset {
    train = List.copyOf(train);
    test = List.copyOf(test);
  }
}
