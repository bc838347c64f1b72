package io.tributary.infra.experiment.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tributary.infra.evaluate.MajorityTasks;
import io.tributary.infra.evaluate.TaskOwnership;
import io.tributary.infra.evaluate.router.LabelledQuestion;
import io.tributary.infra.experiment.engine.FederationOutcome;
import io.tributary.infra.experiment.engine.FrozenModel;
import io.tributary.infra.experiment.plan.ServingMode;
import io.tributary.infra.experiment.rows.AnswerColumn;
import io.tributary.infra.experiment.rows.AnsweredRows;
import io.tributary.schemas.adapter.AdapterLayout;
import io.tributary.schemas.adapter.GatedAdapters;
import io.tributary.schemas.adapter.LoraAdapter;
import io.tributary.schemas.event.ClusterCentroid;
import io.tributary.schemas.event.ClusterState;
import io.tributary.schemas.id.ClientId;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.id.SlotId;
import io.tributary.schemas.model.BaseModel;
import io.tributary.schemas.update.TaskEmbedding;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two adapters that answer together, beside what one of them answers alone. */
class FederationScorerTest {
  private static final ClusterId CLUSTER = new ClusterId(0);
  private static final List<ClientId> CLIENTS = List.of(new ClientId("a"), new ClientId("b"));
  private static final List<String> OPTIONS = List.of("a fruit", "a tool", "an animal");

  private static FrozenModel model;
  private static AdapterLayout layout;

  @BeforeAll
  static void load() {
    model = FrozenModel.bundled(16);
    layout = model.model().layout(2, 4, BaseModel.DEFAULT_TARGETS);
  }

  @AfterAll
  static void close() {
    model.close();
  }

  @Test
  void anAdapterBesideItselfAnswersAsAlone() throws InterruptedException {
    LoraAdapter common = random(1);
    SortedMap<ServingMode, DeploymentScore> scores = scores(common, Map.of(0, common, 1, common));

    DeploymentScore alone = scores.get(ServingMode.GLOBAL);
    for (ServingMode together :
        List.of(ServingMode.WEIGHTED_CLUSTER, ServingMode.WEIGHTED_PERSONAL, ServingMode.GATED)) {
      assertThat(scores.get(together).perTask()).as(together.name()).isEqualTo(alone.perTask());
      assertThat(scores.get(together).calibrationError())
          .isCloseTo(alone.calibrationError(), within(1e-5));
    }
  }

  @Test
  void withTheOwnAdapterBesideTheCommonOneConfidenceIsOfNeitherAlone() throws InterruptedException {
    SortedMap<ServingMode, DeploymentScore> scores =
        scores(random(2), Map.of(0, random(3), 1, random(4)));

    assertThat(scores.values().stream().map(DeploymentScore::calibrationError).distinct())
        .hasSize(5);
  }

  /** FedDPA's released code gives the likeness to the common adapter, and at most a half. */
  @Test
  void theNameSaysWhichAdapterGetsTheWeight() {
    LoraAdapter common = random(5);
    LoraAdapter own = random(6);
    var pair =
        new AdapterSelector(outcome(common, Map.of(0, own, 1, own), 1), tasks(), "0")
            .pair(CLIENTS.get(0))
            .orElseThrow();

    assertThat(pair.common()).isEqualTo(common);
    assertThat(pair.own()).isEqualTo(own);
    AdapterSelector.Beside literal =
        pair.serving(ServingMode.WEIGHTED_CLUSTER, 0.25f).beside().orElseThrow();
    AdapterSelector.Beside other =
        pair.serving(ServingMode.WEIGHTED_PERSONAL, 0.25f).beside().orElseThrow();
    assertThat(literal.adapter()).isSameAs(own);
    assertThat(literal.weight()).isEqualTo(0.75f);
    assertThat(other.weight()).isEqualTo(0.25f);
  }

  @Test
  void aClientThatNeverTrainedIsAnsweredByTheCommonAdapter() throws InterruptedException {
    LoraAdapter common = random(8);
    var adapterSelector =
        new AdapterSelector(outcome(common, Map.of(0, common, 1, common), 1), tasks(), "0");
    assertThat(adapterSelector.pair(new ClientId("new"))).isEmpty();

    var owned = new TreeMap<ClientId, SortedSet<String>>();
    owned.put(new ClientId("new"), new TreeSet<>(Set.of("t")));
    var question =
        new LabelledQuestion("t/0", "t", "Pears ripen in autumn.", OPTIONS, OPTIONS.get(0));
    var scores =
        new FederationScorer(
                model, List.of(question), new TaskOwnership(owned), Set.of(), Map.of(), 1)
            .score(
                outcome(common, Map.of(0, random(9), 1, random(10)), 1),
                tasks(),
                "0",
                Set.of(ServingMode.GLOBAL, ServingMode.WEIGHTED_CLUSTER));
    assertThat(scores.get(ServingMode.WEIGHTED_CLUSTER)).isEqualTo(scores.get(ServingMode.GLOBAL));
  }

  /** By the plainest loops over what is kept. */
  @Test
  void scoresAreThoseOfTheAnswersThatAreKept() throws InterruptedException {
    LoraAdapter common = random(11);
    FederationScorer scorer = scorer();
    SortedMap<ServingMode, DeploymentScore> scores =
        score(scorer, common, Map.of(0, random(12), 1, random(13)));
    double round =
        scorer.ownTasks(outcome(common, Map.of(0, common, 1, common), 1), 4, tasks(), "0");
    AnsweredRows kept = scorer.rows();

    assertThat(RowScores.of(kept)).isEqualTo(scores);
    assertThat(RowScores.curve(kept)).containsExactly(Map.entry(4, round));
    assertThat(kept.deployments().keySet()).isEqualTo(scores.keySet());
    scores.forEach(
        (servingMode, score) -> {
          double right = 0;
          double brier = 0;
          for (AnswerColumn column : kept.of(servingMode)) {
            for (int row = 0; row < OPTIONS.size(); row++) {
              boolean is = column.option()[row] == row;
              right += is ? 1 : 0;
              brier += Math.pow(column.confidence()[row] - (is ? 1 : 0), 2);
              assertThat(column.cluster()[row]).isEqualTo(CLUSTER.value());
            }
          }
          int answers = CLIENTS.size() * OPTIONS.size();
          assertThat(score.allTasks()).isCloseTo(right / answers, within(1e-12));
          assertThat(score.brierScore()).isCloseTo(brier / answers, within(1e-12));
        });
    // Both clients were answered by the same adapter, and by their own ones.
    assertThat(kept.deployments().get(ServingMode.GLOBAL)).containsExactly(0, 0);
    assertThat(kept.adapters()).contains("c0", "a/0", "b/0");
    assertThat(kept.rows().truth()).containsExactly(0, 1, 2);
  }

  @Test
  void clientsOfSeveralSlotsAreRefused() {
    LoraAdapter one = random(7);
    var adapterSelector =
        new AdapterSelector(outcome(one, Map.of(0, one, 1, one), 2), tasks(), "0");

    assertThatThrownBy(() -> adapterSelector.pair(CLIENTS.get(0)))
        .hasMessageContaining("must have at most 1 slot, had");
  }

  private static SortedMap<ServingMode, DeploymentScore> scores(
      LoraAdapter common, Map<Integer, LoraAdapter> own) throws InterruptedException {
    return score(scorer(), common, own);
  }

  private static FederationScorer scorer() {
    var questions = new ArrayList<LabelledQuestion>();
    List<String> texts =
        List.of("Pears ripen in autumn.", "She sharpened the chisel.", "The otter dived twice.");
    for (int i = 0; i < texts.size(); i++) {
      questions.add(new LabelledQuestion("t/" + i, "t", texts.get(i), OPTIONS, OPTIONS.get(i)));
    }
    var owned = new TreeMap<ClientId, SortedSet<String>>();
    CLIENTS.forEach(client -> owned.put(client, new TreeSet<>(Set.of("t"))));
    Map<ClientId, List<String>> texted =
        Map.of(CLIENTS.get(0), List.of("A plum."), CLIENTS.get(1), List.of("A saw.", "An owl."));
    return new FederationScorer(model, questions, new TaskOwnership(owned), Set.of(), texted, 1);
  }

  private static SortedMap<ServingMode, DeploymentScore> score(
      FederationScorer scorer, LoraAdapter common, Map<Integer, LoraAdapter> own)
      throws InterruptedException {
    return scorer.score(
        outcome(common, own, 1),
        tasks(),
        "0",
        List.of(
            ServingMode.GLOBAL,
            ServingMode.PERSONAL,
            ServingMode.WEIGHTED_CLUSTER,
            ServingMode.WEIGHTED_PERSONAL,
            ServingMode.GATED));
  }

  private static MajorityTasks tasks() {
    return new MajorityTasks(new TreeMap<>(Map.of(CLUSTER, "t")), new TreeMap<>());
  }

  private static FederationOutcome outcome(
      LoraAdapter common, Map<Integer, LoraAdapter> own, int slotsEach) {
    var centroid = new float[model.model().hidden()];
    centroid[0] = 1;
    var slots = new TreeMap<SlotId, TaskEmbedding>();
    var assignments = new TreeMap<SlotId, ClusterId>();
    var personal = new TreeMap<SlotId, LoraAdapter>();
    var gated = new TreeMap<SlotId, GatedAdapters>();
    float[] gate = new float[GatedAdapters.gateParameters(layout)];
    for (int client = 0; client < CLIENTS.size(); client++) {
      for (int index = 0; index < slotsEach; index++) {
        var slot = new SlotId(CLIENTS.get(client), index);
        slots.put(
            slot,
            new TaskEmbedding(slot, slotsEach, model.model().id(), 3, centroid, 1, Instant.EPOCH));
        assignments.put(slot, CLUSTER);
        personal.put(slot, own.get(client));
        gated.put(slot, new GatedAdapters(own.get(client), common, gate));
      }
    }
    return new FederationOutcome(
        new TreeMap<>(
            Map.of(
                0,
                new ClusterState(
                    1,
                    1,
                    model.model().id(),
                    List.of(new ClusterCentroid(CLUSTER, centroid, 1)),
                    assignments,
                    Set.of(),
                    Instant.EPOCH))),
        slots,
        new TreeMap<>(Map.of(CLUSTER, new TreeMap<>(Map.of(1, common)))),
        new TreeMap<>(),
        personal,
        gated,
        List.of(),
        List.of(),
        0,
        0,
        0);
  }

  private static LoraAdapter random(long seed) {
    var random = new SplittableRandom(seed);
    float[] values = new float[layout.parameters()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (0.1 * (random.nextDouble() - 0.5));
    }
    return new LoraAdapter(layout, values);
  }
}
