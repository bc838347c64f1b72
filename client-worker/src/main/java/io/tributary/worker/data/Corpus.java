package io.tributary.worker.data;

import io.tributary.schemas.id.ClientId;
import io.tributary.worker.data.row.Row;
import io.tributary.worker.data.row.Rows;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The text of every client of a federation on one machine. The same settings and files give the
 * same rows in the same order everywhere, so that a worker and an evaluation agree without
 * communication.
 *
 * @param clients in the order of their numbers or names
 * @param freeText number of rows that were left out because they lack options
 * @param leftOut paths below the data folder that are not used
 */
public record Corpus(List<ClientDataset> clients, int freeText, List<String> leftOut) {
  public Corpus {
    clients = List.copyOf(clients);
    leftOut = List.copyOf(leftOut);
  }

  /** Returns the same text, dealt differently. */
  public Corpus with(List<ClientDataset> others) {
    return new Corpus(others, freeText, leftOut);
  }

  /**
   * Returns notes for people about rows and files that are not trained; empty if there are none.
   */
  public List<String> notes() {
    var notes = new ArrayList<String>();
    if (freeText > 0) {
      notes.add(freeText + " rows without options are not trained");
    }
    if (!leftOut.isEmpty()) {
      notes.add("files are not used" + DataFolder.text(leftOut));
    }
    return notes;
  }

  /**
   * Reads the rows that the settings name and splits them over the clients.
   *
   * @throws io.tributary.schemas.settings.Failure if any input is bad: kind CONFIGURATION
   */
  public static Corpus load(CorpusSettings settings) {
    DataFolder data =
        settings.folder().isPresent()
            ? DataFolder.read(settings.folder().get(), settings.tasks(), settings.seed())
            : new DataFolder(SampleTasks.read(settings.tasks()), List.of());
    List<RowSource> units = data.units();
    int freeText = units.stream().mapToInt(RowSource::freeText).sum();
    if (isTasks(settings, units)) {
      int clients = settings.clients() == 0 ? CorpusSettings.DEFAULT_CLIENTS : settings.clients();
      var split =
          new ClientSplit(
              settings.scenario(),
              clients,
              settings.trainCap(),
              settings.testCap(),
              settings.seed());
      List<ClientDataset> dealt = split.deal(units.stream().map(RowSource::asTask).toList());
      return new Corpus(dealt, freeText, data.leftOut());
    }
    return new Corpus(ofClientFolders(settings, units), freeText, data.leftOut());
  }

  /** The rows of one client, or empty if there is no such client. */
  public Optional<ClientDataset> of(ClientId client) {
    return clients.stream().filter(rows -> rows.client().equals(client)).findFirst();
  }

  /**
   * Returns the names of the tasks in the test rows, ascending; rows without a name count as one.
   */
  public TreeSet<String> tasks() {
    var tasks = new TreeSet<String>();
    clients.forEach(rows -> rows.test().forEach(row -> tasks.add(row.task())));
    return tasks;
  }

  private static boolean isTasks(CorpusSettings settings, List<RowSource> units) {
    if (settings.layout() != FolderLayout.AUTO) {
      return settings.layout() == FolderLayout.TASKS;
    }
    for (RowSource rowSource : units) {
      if (units.size() > 1 && !rowSource.namesItsTask()) {
        throw Rows.failure(
            "LAYOUT_UNCLEAR",
            "cannot tell whether the "
                + units.size()
                + " folders or files are tasks or clients: not every row of "
                + rowSource.name()
                + " carries \"task\":\""
                + rowSource.name()
                + "\"",
            "pass --layout tasks (each is one task, spread over the clients) or --layout clients",
            null);
      }
    }
    return true;
  }

  private static List<ClientDataset> ofClientFolders(
      CorpusSettings settings, List<RowSource> units) {
    if (settings.clients() != 0 && settings.clients() != units.size()) {
      throw Rows.failure(
          "CLIENTS_MISMATCH",
          "--clients is " + settings.clients() + ", but there are " + units.size() + " clients",
          "leave --clients out: with --layout clients, every folder is one client",
          null);
    }
    return units.stream().map(rowSource -> ofClientFolder(settings, rowSource)).toList();
  }

  private static ClientDataset ofClientFolder(CorpusSettings settings, RowSource rowSource) {
    return new ClientDataset(
        clientId(rowSource.name()),
        newest(rowSource.train(), settings.trainCap()),
        newest(rowSource.test(), settings.testCap()),
        rowSource.growing());
  }

  private static ClientId clientId(String name) {
    try {
      return new ClientId(name);
    } catch (IllegalArgumentException e) {
      throw Rows.failure("BAD_CLIENT_NAME", e.getMessage(), "rename the folder or file", e);
    }
  }

  // A growing file is read again after a restart: the rows that were appended last must then be
  // included.
  private static List<Row> newest(List<Row> rows, int cap) {
    return rows.subList(Math.max(0, rows.size() - cap), rows.size());
  }
}
