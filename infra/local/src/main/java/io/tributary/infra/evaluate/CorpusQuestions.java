package io.tributary.infra.evaluate;

import io.tributary.infra.evaluate.router.LabelledQuestion;
import io.tributary.schemas.id.ClientId;
import io.tributary.worker.data.ClientDataset;
import io.tributary.worker.data.Corpus;
import io.tributary.worker.data.row.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Derives test questions and ownership from a corpus. */
public final class CorpusQuestions {
  private CorpusQuestions() {}

  /**
   * Returns the test rows of all clients, at most {@code perTask} of each task, in the split's
   * order.
   */
  public static List<LabelledQuestion> of(Corpus corpus, boolean withInstruction, int perTask) {
    SortedMap<String, Integer> taken = new TreeMap<>();
    List<LabelledQuestion> questions = new ArrayList<>();
    for (ClientDataset client : corpus.clients()) {
      for (Row row : client.test()) {
        int number = taken.merge(row.task(), 1, Integer::sum);
        if (row.isChoice() && number <= perTask) {
          String id = row.task() + "/" + number;
          questions.add(
              new LabelledQuestion(
                  id, row.task(), row.text(withInstruction), row.options(), row.output()));
        }
      }
    }
    return questions;
  }

  /** Returns which tasks each client has training rows of. */
  public static TaskOwnership ownership(Corpus corpus) {
    SortedMap<ClientId, SortedSet<String>> tasks = new TreeMap<>();
    for (ClientDataset client : corpus.clients()) {
      SortedSet<String> own = new TreeSet<>();
      client.train().forEach(row -> own.add(row.task()));
      tasks.put(client.client(), own);
    }
    return new TaskOwnership(tasks);
  }
}
