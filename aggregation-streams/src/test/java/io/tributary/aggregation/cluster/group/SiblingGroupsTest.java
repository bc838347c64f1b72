package io.tributary.aggregation.cluster.group;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.aggregation.cluster.GlobalClustering;
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
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that split a task by its wordings do not cost another task its cluster. */
class SiblingGroupsTest {
  private static final int WIDTH = 48;
  private static final int TASKS = 4;

  /** Wordings of a task lie a little nearer than tasks do. */
  private static final double APART = 0.6;

  private static final double WORDING = 0.5;

  private final SplittableRandom random = new SplittableRandom(42);

  @ParameterizedTest
  @CsvSource({"0, 0", "0, 0.2", "4, 0", "4, 0.2"})
  void oneClientATaskHasItsOwnCluster(int clusters, double share) {
    assertEachTaskHasAClusterOfItsOwn(slots(1, 1, 1, 1), clusters, share);
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "0, 0.2", "4, 0", "4, 0.2"})
  void aTaskThatItsClientsSplitTakesNoOthersCluster(int clusters, double share) {
    assertEachTaskHasAClusterOfItsOwn(slots(3, 1, 1, 1), clusters, share);
    assertEachTaskHasAClusterOfItsOwn(slots(3, 2, 1, 1), clusters, share);
    assertEachTaskHasAClusterOfItsOwn(slots(2, 2, 2, 1), clusters, share);
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 3, 2})
  void theOrderOfArrivalDecidesNothing(int clusters) {
    List<TaskEmbedding> slots = slots(3, 2, 1, 1);
    ClusterState state = announced(slots, clusters, 0.2);
    for (int seed = 0; seed < 20; seed++) {
      Collections.shuffle(slots, new Random(seed));
      assertThat(announced(slots, clusters, 0.2)).isEqualTo(state);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void fewerClustersThanThereAreTasksAreStillAsManyAsWereAskedFor(int clusters) {
    assertThat(announced(slots(3, 1, 1, 1), clusters, 0.2).clusters()).hasSize(clusters);
  }

  private void assertEachTaskHasAClusterOfItsOwn(
      List<TaskEmbedding> slots, int clusters, double share) {
    ClusterState state = announced(slots, clusters, share);
    Map<ClusterId, Set<Long>> tasks = new HashMap<>();
    for (TaskEmbedding slot : slots) {
      tasks
          .computeIfAbsent(state.clusterOf(slot.slot()).orElseThrow(), id -> new TreeSet<>())
          .add(slot.samples());
    }
    assertThat(tasks.values()).allSatisfy(of -> assertThat(of).hasSize(1));
    if (clusters > 0) {
      assertThat(state.clusters()).hasSize(clusters);
    }
  }

  /**
   * Two clients a task, the first two tasks; one client of each other one. Samples tell the task.
   */
  private List<TaskEmbedding> slots(int... wordings) {
    var slots = new ArrayList<TaskEmbedding>();
    for (int task = 0; task < TASKS; task++) {
      float[][] directions = new float[wordings[task]][];
      for (int w = 0; w < directions.length; w++) {
        directions[w] = new float[WIDTH];
        directions[w][task] = (float) (APART / Math.sqrt(2));
        if (directions.length > 1) {
          directions[w][TASKS + 4 * task + w] = (float) (WORDING / Math.sqrt(2));
        }
      }
      for (int client = 0; client < (task < 2 ? 2 : 1); client++) {
        for (int w = 0; w < directions.length; w++) {
          var id = new SlotId(new ClientId("client-" + task + "-" + client), w);
          slots.add(
              new TaskEmbedding(
                  id,
                  directions.length,
                  "mini@00",
                  1 + task,
                  near(directions[w]),
                  0.8,
                  Instant.EPOCH));
        }
      }
    }
    return slots;
  }

  private float[] near(float[] point) {
    float[] moved = point.clone();
    for (int i = 0; i < WIDTH; i++) {
      moved[i] += (float) (0.08 / Math.sqrt(WIDTH) * random.nextGaussian());
    }
    return moved;
  }

  private static ClusterState announced(List<TaskEmbedding> slots, int clusters, double share) {
    int clients = (int) slots.stream().map(slot -> slot.slot().client()).distinct().count();
    var spec =
        new FederationSpec(
            "test",
            "mini@00",
            WIDTH,
            new AdapterLayout(2, 16, List.of(new TargetModule("layer.query", 6, 4))),
            7,
            new ClusteringSettings(Mode.TASKS, clusters, clients, 1.5, 2, 11)
                .withOutlierShare(share),
            WindowSettings.rounds());
    var clustering = new GlobalClustering(spec);
    slots.forEach(slot -> clustering.announce(slot, Instant.EPOCH));
    return clustering.state().orElseThrow();
  }
}
