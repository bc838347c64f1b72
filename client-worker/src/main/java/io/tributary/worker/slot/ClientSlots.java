package io.tributary.worker.slot;

import io.tributary.schemas.id.ClientId;
import io.tributary.schemas.id.SlotId;
import io.tributary.schemas.log.LogKeys;
import io.tributary.schemas.settings.Failure;
import io.tributary.schemas.update.RecordSigner;
import io.tributary.schemas.update.TaskEmbedding;
import io.tributary.schemas.update.TaskEmbedding.GroupingSignal;
import io.tributary.schemas.update.WorkerReport.Phase;
import io.tributary.worker.cluster.LocalClustering;
import io.tributary.worker.cluster.SlotRows;
import io.tributary.worker.data.row.Row;
import io.tributary.worker.exchange.StatusPublisher;
import io.tributary.worker.state.ClientState;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one client's rows in their slots. The slots' centroids are found once and kept; embeddings
 * are kept as long as rows and base model stay the same.
 */
public final class ClientSlots {
  private static final Logger LOG = LoggerFactory.getLogger(ClientSlots.class);
  private static final int ROWS_PER_REPORT = 64;

  private final ClientId client;
  private final String baseModel;
  private final WorkerSettings settings;
  private final Embedder embedder;
  private final StatusPublisher statusPublisher;
  private final Clock clock;
  private final RecordSigner signer;
  private final ClientState state;
  private final SlotRows<Row> members;
  private final GroupingSignal[] votes;

  private ClientSlots(Setup setup, ClientState state, SlotRows<Row> members) {
    this.client = setup.client();
    this.baseModel = setup.baseModel();
    this.settings = setup.settings();
    this.embedder = setup.embedder();
    this.statusPublisher = setup.announcer();
    this.clock = setup.clock();
    this.signer = setup.signer();
    this.state = state;
    this.members = members;
    votes = new GroupingSignal[members.slots()];
    Arrays.fill(votes, GroupingSignal.NONE);
  }

  /** The parts that slots are built from. */
  public record Setup(
      ClientId client,
      String baseModel,
      WorkerSettings settings,
      Embedder embedder,
      StatusPublisher announcer,
      RecordSigner signer,
      Clock clock) {}

  /** Embeds the rows and clusters them, unless an earlier run of the client has done so. */
  public static ClientSlots of(
      Setup setup, List<Row> rows, ClientState state, ClientProgress progress) {
    float[][] embeddings = embeddings(setup, rows, state, progress);
    Optional<float[][]> known = state.centroids(setup.baseModel());
    LocalClustering.Slots found =
        known
            .map(centroids -> new LocalClustering.Slots(centroids, false))
            .orElseGet(() -> cluster(setup, rows, embeddings));
    float[][] centroids = found.centroids();
    int slots = setup.settings().slots().orElse(centroids.length);
    if (slots != centroids.length) {
      throw new Failure(
          Failure.Kind.CONFIGURATION,
          "SLOTS_CHANGED",
          "client " + setup.client() + " has " + centroids.length + " slots, --slots was " + slots,
          "Leave --slots as it was, or use another --state-dir.");
    }
    state.saveCentroids(setup.baseModel(), centroids);
    var members = new SlotRows<Row>(centroids, setup.settings().mostRows());
    members.add(rows, embeddings);
    progress.say(Phase.CLUSTERED, -1, figures(found));
    return new ClientSlots(setup, state, members);
  }

  public int count() {
    return members.slots();
  }

  public int samples(int slot) {
    return members.samples(slot);
  }

  /** Returns n_s as an update of the slot claims it: at most the announced number of rows. */
  public int claimed(int slot) {
    return members.claimed(slot);
  }

  List<Row> rows(int slot) {
    return members.rows(slot);
  }

  public SlotId id(int slot) {
    return new SlotId(client, slot);
  }

  /** Adds new rows, each to the slot of the nearest centroid. */
  public void add(List<Row> rows) {
    if (!rows.isEmpty()) {
      members.add(rows, embedder.embed(texts(rows, settings.withInstructions())));
    }
  }

  /** Announces every slot that is new or has grown considerably. */
  public void announceNews() {
    for (int slot = 0; slot < count(); slot++) {
      if (members.isNews(slot)) {
        announce(slot);
      }
    }
  }

  /**
   * Returns whether the slot has announced a signal about so many rounds, since this process began.
   */
  public boolean hasSaid(int slot, int rounds) {
    return votes[slot].round() == rounds;
  }

  /** Announces the slot with a grouping signal; later announcements repeat the signal. */
  public void say(int slot, GroupingSignal groupingSignal) {
    votes[slot] = groupingSignal;
    announce(slot);
  }

  private void announce(int slot) {
    statusPublisher.announce(
        signer.sign(
            new TaskEmbedding(
                id(slot),
                count(),
                baseModel,
                members.samples(slot),
                members.mean(slot),
                members.spread(slot),
                now(),
                votes[slot])));
    members.announced(slot);
  }

  /**
   * Returns the time of an announcement, which is never before an earlier announcement: the
   * aggregator takes an older one for a replay, and a clock may be set back.
   */
  private Instant now() {
    if (signer.identity().isEmpty()) {
      return clock.instant();
    }
    Instant last = state.lastAnnounced();
    Instant now = clock.instant();
    if (now.isAfter(last)) {
      state.saveLastAnnounced(now);
      return now;
    }
    return last;
  }

  private static Map<String, Double> figures(LocalClustering.Slots found) {
    double slots = found.centroids().length;
    return found.isUnsure()
        ? Map.of("slots", slots, SlotCountWarning.UNSURE, 1.0)
        : Map.of("slots", slots);
  }

  private static LocalClustering.Slots cluster(Setup setup, List<Row> rows, float[][] embeddings) {
    WorkerSettings settings = setup.settings();
    return new LocalClustering(settings.slots(), WorkerSettings.MOST_SLOTS, settings.seed())
        .slots(
            setup.client().value(),
            new LocalClustering.Texts(
                texts(rows, settings.withInstructions()), texts(rows, false), embeddings),
            setup.embedder()::embed);
  }

  private static float[][] embeddings(
      Setup setup, List<Row> rows, ClientState state, ClientProgress progress) {
    List<String> texts = texts(rows, setup.settings().withInstructions());
    String origin =
        ClientState.embeddingOrigin(setup.baseModel(), setup.settings().maxTokens(), texts);
    float[][] embeddings =
        state
            .embeddings(
                origin,
                why ->
                    LOG.atWarn()
                        .addKeyValue(LogKeys.CLIENT_ID, setup.client())
                        .addKeyValue(LogKeys.REASON, why)
                        .log("embeddings are computed once more"))
            .orElseGet(
                () -> {
                  float[][] computed = embed(setup.embedder(), texts, progress);
                  state.saveEmbeddings(origin, computed);
                  return computed;
                });
    progress.say(Phase.EMBEDDING, -1, done(embeddings.length, embeddings.length));
    return embeddings;
  }

  private static float[][] embed(Embedder embedder, List<String> texts, ClientProgress progress) {
    float[][] embeddings = new float[texts.size()][];
    for (int from = 0; from < embeddings.length; from += ROWS_PER_REPORT) {
      int to = Math.min(embeddings.length, from + ROWS_PER_REPORT);
      float[][] some = embedder.embed(texts.subList(from, to));
      System.arraycopy(some, 0, embeddings, from, some.length);
      progress.step(Phase.EMBEDDING, done(to, embeddings.length));
    }
    return embeddings;
  }

  private static Map<String, Double> done(int rows, int of) {
    return Map.of("done", (double) rows, "total", (double) of);
  }

  private static List<String> texts(List<Row> rows, boolean withInstructions) {
    return rows.stream().map(row -> row.text(withInstructions)).toList();
  }
}
