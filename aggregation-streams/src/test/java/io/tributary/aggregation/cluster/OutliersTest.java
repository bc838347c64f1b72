package io.tributary.aggregation.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.schemas.adapter.AdapterLayout;
import io.tributary.schemas.adapter.TargetModule;
import io.tributary.schemas.event.ClusterState;
import io.tributary.schemas.id.ClientId;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.id.SlotId;
import io.tributary.schemas.spec.ClusteringSettings;
import io.tributary.schemas.spec.ClusteringSettings.Mode;
import io.tributary.schemas.spec.FederationSpec;
import io.tributary.schemas.spec.WindowSettings;
import io.tributary.schemas.update.TaskEmbedding;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever few hostile clients announce, honest slots are grouped as they are without them. */
class OutliersTest {
  private static final int WIDTH = 48;
  private static final int TASKS = 4;

  private final SplittableRandom random = new SplittableRandom(42);
  private final float[][] tasks = new float[TASKS][];

  OutliersTest() {
    for (int task = 0; task < TASKS; task++) {
      tasks[task] = direction(0.6);
    }
  }

  /** What hostile clients announce. */
  enum Attack {
    ONE_FAR_POINT,
    FAR_CLUMP_OF_ONE_CLIENT,
    DIRECTIONS_OF_ONE_CLIENT,
    FAR_CLUMP_OF_MANY,
    BETWEEN_TWO_TASKS,
    BRIDGE,
    COPIES,
    COPIES_OF_ONE_CLIENT,
    DIRECTIONS
  }

  @ParameterizedTest
  @EnumSource
  void decideNothingBeforeTheFirstClustering(Attack attack) {
    for (double share : new double[] {0.01, 0.05, 0.2}) {
      List<TaskEmbedding> honest = honest(40);
      List<TaskEmbedding> hostile = hostile(attack, honest, share);
      var all = new ArrayList<>(hostile);
      all.addAll(honest);
      ClusterState state = announced(all, clients(all), 0, List.of());
      assertGroupedByTask(state, honest);
      assertThat(bought(state, honest)).as("%s %s", attack, share).isLessThanOrEqualTo(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void decideNothingAfterIt(Attack attack) {
    for (double share : new double[] {0.01, 0.05, 0.2}) {
      List<TaskEmbedding> honest = honest(40);
      ClusterState state = announced(honest, clients(honest), 0, hostile(attack, honest, share));
      assertGroupedByTask(state, honest);
      assertThat(bought(state, honest)).as("%s %s", attack, share).isLessThanOrEqualTo(1);
    }
  }

  /** One client a task: nobody has company, and everybody keeps a cluster. */
  @ParameterizedTest
  @CsvSource({"4", "8", "12", "16", "40"})
  void honestFederationsOfAnySizeAreGroupedByTask(int slots) {
    List<TaskEmbedding> honest = honest(slots);
    ClusterState state = announced(honest, slots, 0, List.of());
    assertGroupedByTask(state, honest);
    assertThat(state.clusters()).hasSize(TASKS);
    assertThat(state.parked()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"4", "8"})
  void aFarPointDecidesNothingInASmallFederation(int slots) {
    List<TaskEmbedding> honest = honest(slots);
    var all = new ArrayList<>(honest);
    all.add(slot("z", 0, 1, direction(1)));
    assertGroupedByTask(announced(all, slots + 1, 0, List.of()), honest);
  }

  @ParameterizedTest
  @CsvSource({"8", "40"})
  void aFarPointTakesNoneOfTheClustersThatWereAskedFor(int slots) {
    List<TaskEmbedding> honest = honest(slots);
    var all = new ArrayList<>(honest);
    all.add(slot("z", 0, 1, direction(1)));
    ClusterState state = announced(all, slots + 1, TASKS, List.of());
    assertGroupedByTask(state, honest);
    assertThat(state.clusters()).hasSize(TASKS);
  }

  private static int bought(ClusterState state, List<TaskEmbedding> honest) {
    var used = new HashSet<ClusterId>();
    honest.forEach(slot -> state.clusterOf(slot.slot()).ifPresent(used::add));
    return state.clusters().size() - used.size();
  }

  private static void assertGroupedByTask(ClusterState state, List<TaskEmbedding> honest) {
    Map<Integer, Set<ClusterId>> clusters = new HashMap<>();
    for (TaskEmbedding slot : honest) {
      clusters
          .computeIfAbsent((int) slot.samples() - 1, task -> new HashSet<>())
          .add(state.clusterOf(slot.slot()).orElseThrow());
    }
    assertThat(clusters.values()).allSatisfy(ids -> assertThat(ids).hasSize(1));
    assertThat(clusters.values()).doesNotHaveDuplicates();
  }

  private static ClusterState announced(
      List<TaskEmbedding> first, int clients, int k, List<TaskEmbedding> late) {
    var settings = new ClusteringSettings(Mode.TASKS, k, clients, 1.5, 2, 11);
    var spec =
        new FederationSpec(
            "test",
            "mini@00",
            WIDTH,
            new AdapterLayout(2, 16, List.of(new TargetModule("layer.query", 6, 4))),
            7,
            settings.withOutlierShare(ClusteringSettings.SAFE_OUTLIER_SHARE),
            WindowSettings.rounds());
    var clustering = new GlobalClustering(spec);
    first.forEach(slot -> clustering.announce(slot, Instant.EPOCH));
    late.forEach(slot -> clustering.announce(slot, Instant.EPOCH));
    return clustering.state().orElseThrow();
  }

  private static int clients(List<TaskEmbedding> slots) {
    return (int) slots.stream().map(slot -> slot.slot().client()).distinct().count();
  }

  /** Each task in turn; samples tell the task. */
  private List<TaskEmbedding> honest(int count) {
    var honest = new ArrayList<TaskEmbedding>();
    for (int i = 0; i < count; i++) {
      honest.add(slot("honest-" + i, 0, 1, near(tasks[i % TASKS], 0.1), 1 + i % TASKS));
    }
    return honest;
  }

  private List<TaskEmbedding> hostile(Attack attack, List<TaskEmbedding> honest, double share) {
    int count = (int) Math.max(1, Math.round(honest.size() * share / (1 - share)));
    float[] far = direction(1);
    var hostile = new ArrayList<TaskEmbedding>();
    for (int i = 0; i < (attack == Attack.ONE_FAR_POINT ? 1 : count); i++) {
      boolean one =
          attack == Attack.FAR_CLUMP_OF_ONE_CLIENT
              || attack == Attack.DIRECTIONS_OF_ONE_CLIENT
              || attack == Attack.COPIES_OF_ONE_CLIENT;
      float[] centroid =
          switch (attack) {
            case ONE_FAR_POINT, FAR_CLUMP_OF_ONE_CLIENT, FAR_CLUMP_OF_MANY -> near(far, 0.05);
            case DIRECTIONS_OF_ONE_CLIENT, DIRECTIONS -> direction(1);
            case BETWEEN_TWO_TASKS -> near(between(0.5), 0.05);
            case BRIDGE -> between((i + 1.0) / (count + 1));
            case COPIES, COPIES_OF_ONE_CLIENT -> honest.get(0).centroid();
          };
      hostile.add(one ? slot("a", i, count, centroid) : slot("a" + i, 0, 1, centroid));
    }
    return hostile;
  }

  private static TaskEmbedding slot(String client, int index, int of, float[] centroid) {
    return slot(client, index, of, centroid, 1);
  }

  private static TaskEmbedding slot(
      String client, int index, int of, float[] centroid, long samples) {
    var id = new SlotId(new ClientId(client), index);
    return new TaskEmbedding(id, of, "mini@00", samples, centroid, 0.8, Instant.EPOCH);
  }

  private float[] between(double part) {
    float[] between = new float[WIDTH];
    for (int i = 0; i < WIDTH; i++) {
      between[i] = (float) ((1 - part) * tasks[0][i] + part * tasks[1][i]);
    }
    return between;
  }

  private float[] near(float[] point, double distance) {
    float[] moved = point.clone();
    for (int i = 0; i < WIDTH; i++) {
      moved[i] += (float) (distance / Math.sqrt(WIDTH) * random.nextGaussian());
    }
    return moved;
  }

  private float[] direction(double norm) {
    double[] drawn = new double[WIDTH];
    double squares = 0;
    for (int i = 0; i < WIDTH; i++) {
      drawn[i] = random.nextGaussian();
      squares += drawn[i] * drawn[i];
    }
    float[] direction = new float[WIDTH];
    for (int i = 0; i < WIDTH; i++) {
      direction[i] = (float) (drawn[i] * norm / Math.sqrt(squares));
    }
    return direction;
  }
}
