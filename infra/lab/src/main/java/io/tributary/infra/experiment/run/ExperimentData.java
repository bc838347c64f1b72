package io.tributary.infra.experiment.run;

import io.tributary.infra.experiment.plan.Experiment;
import io.tributary.infra.experiment.plan.RunPlan;
import io.tributary.infra.experiment.plan.RunSettings;
import io.tributary.schemas.adapter.Digests;
import io.tributary.schemas.adapter.LoraAdapter;
import io.tributary.schemas.model.BaseModel;
import io.tributary.schemas.settings.Failure;
import io.tributary.worker.data.ClientDataset;
import io.tributary.worker.data.Corpus;
import io.tributary.worker.data.CorpusSettings;
import io.tributary.worker.data.FolderLayout;
import io.tributary.worker.data.row.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * Reads the text of an experiment.
 *
 * @param folder of tasks; empty for the bundled sample
 * @param model that adapters are made for
 */
public record ExperimentData(Optional<Path> folder, BaseModel model) {
  private static final int NO_CAP = 1_000_000;

  /**
   * Finds it: an absolute folder, or one below {@code TRIBUTARY_DATA} or, without that, below the
   * working directory.
   *
   * @throws Failure EXPERIMENT_DATA_MISSING if there is no such folder
   */
  public static ExperimentData find(Experiment experiment, BaseModel model) {
    if (experiment.data().isEmpty()) {
      return new ExperimentData(Optional.empty(), model);
    }
    String root = Optional.ofNullable(System.getenv("TRIBUTARY_DATA")).orElse("");
    Path folder = Path.of(root).resolve(experiment.data().get());
    if (!Files.isDirectory(folder)) {
      throw new Failure(
          Failure.Kind.CONFIGURATION,
          "EXPERIMENT_DATA_MISSING",
          "data of the experiment must be a folder of tasks, was " + folder + ", which is none",
          "Set TRIBUTARY_DATA to the folder that holds " + experiment.data().get() + ".");
    }
    return new ExperimentData(Optional.of(folder), model);
  }

  /** Returns a digest of every byte that is read. */
  public String digest() {
    if (folder.isEmpty()) {
      return Digests.ofText("bundled sample of " + model.id());
    }
    try (Stream<Path> files = Files.walk(folder.get())) {
      var digests = new StringBuilder();
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        digests
            .append(folder.get().relativize(file))
            .append(' ')
            .append(Digests.ofText(Files.readString(file)))
            .append('\n');
      }
      return Digests.ofText(digests.toString());
    } catch (IOException e) {
      throw new Failure(
          Failure.Kind.CONFIGURATION,
          "EXPERIMENT_DATA_MISSING",
          "data of the experiment in " + folder.get() + " cannot be read: " + e,
          "Let this user read it.",
          e);
    }
  }

  /** Returns the rows of a run's clients: one corpus, or two where clients drift. */
  List<Corpus> phases(RunPlan plan) {
    Corpus first = corpus(plan);
    return plan.settings().drifts() ? List.of(first, drifted(first)) : List.of(first);
  }

  /** Gives every client the rows of the client whose tasks come next. */
  private static Corpus drifted(Corpus corpus) {
    List<ClientDataset> clients = corpus.clients();
    int shift = Math.max(1, clients.size() / corpus.tasks().size());
    var drifted = new ArrayList<ClientDataset>();
    for (int i = 0; i < clients.size(); i++) {
      ClientDataset next = clients.get((i + shift) % clients.size());
      drifted.add(
          new ClientDataset(clients.get(i).client(), next.train(), next.test(), next.growing()));
    }
    return corpus.with(drifted);
  }

  private Corpus corpus(RunPlan plan) {
    RunSettings settings = plan.settings();
    Corpus dealt =
        Corpus.load(
            new CorpusSettings(
                folder,
                folder.isPresent() ? FolderLayout.TASKS : FolderLayout.AUTO,
                settings.tasks(),
                settings.scenario(),
                settings.clients(),
                settings.cap() + settings.validation(),
                NO_CAP,
                plan.seed()));
    if (settings.validation() > 0) {
      dealt = HeldOutRows.asked(dealt, settings.validation());
    }
    return settings.labelNoise() == 0 ? dealt : noisy(dealt, settings.labelNoise(), plan.seed());
  }

  /** Returns the digest of version 0 of a run's adapters. */
  String initialDigest(RunPlan plan) {
    int rank = plan.settings().rank();
    return LoraAdapter.initial(model.layout(rank, 2 * rank, BaseModel.DEFAULT_TARGETS), plan.seed())
        .digest();
  }

  /** Gives some training rows another of their options as answer; test rows are not changed. */
  private static Corpus noisy(Corpus corpus, double share, long seed) {
    var random = new SplittableRandom(seed);
    var clients = new ArrayList<ClientDataset>();
    for (ClientDataset client : corpus.clients()) {
      List<Row> train = new ArrayList<>();
      for (Row row : client.train()) {
        train.add(random.nextDouble() < share ? wrong(row, random) : row);
      }
      clients.add(new ClientDataset(client.client(), train, client.test(), client.growing()));
    }
    return corpus.with(clients);
  }

  private static Row wrong(Row row, SplittableRandom random) {
    List<String> others = row.options().stream().filter(o -> !o.equals(row.output())).toList();
    String answer = others.get(random.nextInt(others.size()));
    return new Row(row.task(), row.instruction(), row.input(), answer, row.options());
  }
}
