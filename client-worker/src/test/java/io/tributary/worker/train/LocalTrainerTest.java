package io.tributary.worker.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import ai.djl.ndarray.NDArray;
import io.tributary.schemas.adapter.AdapterLayout;
import io.tributary.schemas.adapter.GatedAdapters;
import io.tributary.schemas.adapter.LoraAdapter;
import io.tributary.schemas.adapter.TargetModule;
import io.tributary.schemas.model.BaseModel;
import io.tributary.schemas.model.BaseModelSource;
import io.tributary.schemas.model.OptionEmbeddings;
import io.tributary.schemas.model.TextEmbedder;
import io.tributary.schemas.model.graph.AdapterForward;
import io.tributary.schemas.model.graph.GraphScope;
import io.tributary.testkit.ConcurrentTasks;
import io.tributary.worker.optimise.AdamW;
import io.tributary.worker.optimise.GradientClip;
import io.tributary.worker.optimise.Optimiser;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class LocalTrainerTest {
  private static BaseModel model;
  private static TextEmbedder embedder;
  private static LocalTrainer trainer;
  private static LoraAdapter start;

  @BeforeAll
  static void load() {
    model = BaseModel.load(BaseModelSource.bundled());
    embedder = new TextEmbedder(model, TextEmbedder.Settings.DEFAULT);
    trainer = new LocalTrainer(model, new OptionEmbeddings(embedder, 100));
    AdapterLayout layout = model.layout(8, 16, BaseModel.DEFAULT_TARGETS);
    start = LoraAdapter.initial(layout, 7);
  }

  @AfterAll
  static void close() {
    embedder.close();
    model.close();
  }

  @Test
  void learnsWhichOptionIsRight() {
    TrainingResult result = trainer.train(job(12), adam());

    float[] losses = result.losses();
    assertThat(losses[11]).isLessThan(losses[0] / 2);
    assertThat(result.tokens()).isPositive();
    assertThat(result.stepNanos()).isPositive();
  }

  /** What a client goes by that takes the cluster which suits it best. */
  @Test
  void theLossOfSamplesIsThatOfAStepOnThem() {
    List<MultipleChoiceSample> four = samples().subList(0, 4);
    float trained = trainer.train(TrainingJob.of(trained(), four, 1, 4, 5), adam()).losses()[0];

    assertThat(trainer.loss(trained(), four, 64)).isCloseTo(trained, within(1e-5));
    assertThat(trainer.loss(start, four, 64)).isNotCloseTo(trained, within(1e-2));
    List<MultipleChoiceSample> many =
        Collections.nCopies(10, four).stream().flatMap(List::stream).toList();
    assertThat(trainer.loss(trained(), many, 64)).isCloseTo(trained, within(1e-5));
  }

  /**
   * What a worker of a smaller rank relies on: its update holds nothing of the other components.
   */
  @Test
  void componentsThatWereTruncatedStayZero() {
    LoraAdapter truncated = trainer.train(job(2), adam()).adapter().truncated(2);
    TrainingJob smaller = TrainingJob.of(truncated, samples(), 3, 4, 5);

    LoraAdapter trained = trainer.train(smaller, adam()).adapter();

    assertThat(trained).isNotEqualTo(truncated).isEqualTo(trained.truncated(2));
  }

  @Test
  void sameJobGivesTheSameBits() {
    TrainingJob job = job(3).withDropout(0.1f);

    assertThat(trainer.train(job, adam()).adapter())
        .isEqualTo(trainer.train(job, adam()).adapter());
  }

  @Test
  void garbageCollectionInEveryStepChangesNothing() {
    TrainingJob job = job(4).withDropout(0.1f);
    float[] undisturbed = trainer.train(job, adam()).losses();

    float[] disturbed = new LocalTrainer(model, options(), System::gc).train(job, adam()).losses();

    assertThat(disturbed).containsExactly(undisturbed);
  }

  @Test
  void besideAnAdapterOfNoWeightItTrainsAsAlone() {
    TrainingJob job = job(3).withDropout(0.1f);
    var frozenAdapters =
        new FrozenAdapters(1, List.of(new FrozenAdapters.Member(trained(), 0)), Optional.empty());

    assertThat(trainer.train(job.from(start, frozenAdapters), adam()).adapter())
        .isEqualTo(trainer.train(job, adam()).adapter());
  }

  @Test
  void garbageCollectionBesideAFrozenAdapterChangesNothing() {
    LoraAdapter frozen = trained();
    TrainingJob job = job(4).withDropout(0.1f).from(start, FrozenAdapters.halves(frozen));
    float[] undisturbed = trainer.train(job, adam()).losses();

    float[] disturbed = new LocalTrainer(model, options(), System::gc).train(job, adam()).losses();

    assertThat(disturbed).containsExactly(undisturbed);
    assertThat(undisturbed).isNotEqualTo(trainer.train(job(4).withDropout(0.1f), adam()).losses());
  }

  @Test
  void throughAGateTheGateLearnsTooAndCollectionsChangeNothing() {
    var frozenAdapters =
        FrozenAdapters.gated(trained(), new float[GatedAdapters.gateParameters(start.layout())]);
    TrainingJob job = job(4).withDropout(0.1f).from(start, frozenAdapters);
    TrainingResult undisturbed = trainer.train(job, gatedAdam(frozenAdapters));

    TrainingResult disturbed =
        new LocalTrainer(model, options(), System::gc).train(job, gatedAdam(frozenAdapters));

    assertThat(disturbed.losses()).containsExactly(undisturbed.losses());
    assertThat(disturbed.gate()).containsExactly(undisturbed.gate());
    assertThat(undisturbed.gate()).isNotEqualTo(frozenAdapters.gate().orElseThrow());
    assertThat(undisturbed.adapter()).isNotEqualTo(start);
    assertThat(frozenAdapters.gate().orElseThrow()).containsOnly(0);
  }

  @Test
  void leavesNothingInTheModelsMemory() {
    trainer.train(job(1), adam());
    int before = model.arrays();

    trainer.train(job(2).withDropout(0.1f), adam());
    trainer.train(job(2).from(start, FrozenAdapters.halves(start)), adam());
    FrozenAdapters gated =
        FrozenAdapters.gated(start, new float[GatedAdapters.gateParameters(start.layout())]);
    trainer.train(job(2).from(start, gated), gatedAdam(gated));

    assertThat(model.arrays()).isEqualTo(before);
  }

  @Test
  void leavesTheStartAdapterAlone() {
    float[] before = start.values().clone();

    trainer.train(job(1), adam());

    assertThat(start.values()).containsExactly(before);
  }

  @Test
  void namesStepAndRateWhenTheLossIsNotFinite() {
    float[] broken = start.values().clone();
    Arrays.fill(broken, Float.NaN);
    TrainingJob job = TrainingJob.of(new LoraAdapter(start.layout(), broken), samples(), 2, 4, 1);

    assertThatThrownBy(() -> trainer.train(job, adam()))
        .isInstanceOf(NonFiniteLossException.class)
        .hasMessageContaining("was NaN at step 0 of AdamW at learning rate 0.002");
  }

  @Test
  void trainersAtOnceGiveTheSameBitsAsOneByOne() {
    TrainingJob first = job(3);
    TrainingJob second = TrainingJob.of(start, samples(), 3, 4, 99).withDropout(0.2f);
    float[] firstAlone = trainer.train(first, adam()).adapter().values();
    float[] secondAlone = trainer.train(second, adam()).adapter().values();

    var firstAtOnce =
        CompletableFuture.supplyAsync(() -> trainer.train(first, adam()), ConcurrentTasks.ONE_EACH);
    var secondAtOnce =
        CompletableFuture.supplyAsync(
            () -> trainer.train(second, adam()), ConcurrentTasks.ONE_EACH);

    assertThat(firstAtOnce.join().adapter().values()).containsExactly(firstAlone);
    assertThat(secondAtOnce.join().adapter().values()).containsExactly(secondAlone);
  }

  @Test
  void gradientOfTheLossEqualsItsSlope() {
    var objective = new MultipleChoiceObjective(model, options(), 64);
    float[] values = trainer.train(job(2), adam()).adapter().values();
    float[] gradient;
    try (GraphScope scope = model.training()) {
      var adapter = new LoraAdapter(start.layout(), values);
      NDArray parameter = scope.parameter(adapter);
      AdapterForward adapterForward = scope.delta(adapter, parameter, UnaryOperator.identity());
      gradient = scope.gradient(objective.loss(scope, adapterForward, samples()).loss(), parameter);
    }
    double norm = GradientClip.norm(gradient);
    // Along the gradient, loss changes by its norm for each unit of length.
    float length = 2e-2f;
    double up = loss(objective, moved(values, gradient, length / norm));
    double down = loss(objective, moved(values, gradient, -length / norm));
    assertThat((up - down) / (2 * length)).isCloseTo(norm, withinPercentage(2));
  }

  @Test
  void refusesAnAdapterOfAnotherModel() {
    var layout = new AdapterLayout(1, 1, List.of(new TargetModule("decoder.0", 4, 4)));
    var job = TrainingJob.of(LoraAdapter.initial(layout, 1), samples(), 1, 1, 1);

    assertThatThrownBy(() -> trainer.train(job, adam())).hasMessageContaining("decoder.0 (4 -> 4)");
  }

  private static float[] moved(float[] values, float[] direction, double by) {
    float[] moved = values.clone();
    for (int i = 0; i < moved.length; i++) {
      moved[i] += (float) (by * direction[i]);
    }
    return moved;
  }

  private static double loss(MultipleChoiceObjective objective, float[] values) {
    try (GraphScope scope = model.inference()) {
      var adapter = new LoraAdapter(start.layout(), values);
      AdapterForward adapterForward =
          scope.delta(adapter, scope.floats(values, values.length), UnaryOperator.identity());
      return objective.loss(scope, adapterForward, samples()).loss().getFloat();
    }
  }

  private static Optimiser gatedAdam(FrozenAdapters frozenAdapters) {
    return new GradientClip(1, new AdamW(frozenAdapters.trainable(start).length, 2e-3f, 0));
  }

  private static LoraAdapter trained() {
    return trainer.train(job(2), adam()).adapter();
  }

  private static OptionEmbeddings options() {
    return new OptionEmbeddings(embedder, 100);
  }

  private static Optimiser adam() {
    return new GradientClip(1, new AdamW(start.values().length, 2e-3f, 0));
  }

  private static TrainingJob job(int steps) {
    return TrainingJob.of(start, samples(), steps, 8, 3);
  }

  /** Two kinds of question, so that one batch mixes rows of different option sets. */
  private static List<MultipleChoiceSample> samples() {
    var samples = new ArrayList<MultipleChoiceSample>();
    List<String> moods = List.of("glad", "cross");
    List<String> things = List.of("a fruit", "a tool", "an animal");
    for (String word : List.of("lovely", "great", "charming", "pleasant")) {
      samples.add(new MultipleChoiceSample("What a " + word + " stay we had.", moods, 1));
    }
    for (String word : List.of("awful", "rude", "broken", "noisy")) {
      samples.add(new MultipleChoiceSample("Such an " + word + " place, never again.", moods, 0));
    }
    samples.add(new MultipleChoiceSample("Pears ripen in autumn.", things, 0));
    samples.add(new MultipleChoiceSample("She sharpened the chisel.", things, 1));
    samples.add(new MultipleChoiceSample("The otter dived twice.", things, 2));
    return samples;
  }
}
