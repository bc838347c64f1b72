package io.tributary.worker.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.schemas.adapter.AdapterLayout;
import io.tributary.schemas.adapter.LoraAdapter;
import io.tributary.schemas.model.BaseModel;
import io.tributary.schemas.model.BaseModelSource;
import io.tributary.schemas.model.OptionEmbeddings;
import io.tributary.schemas.model.TextEmbedder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
    TrainingResult result = trainer.train(job(12));

    float[] losses = result.losses();
    assertThat(losses[11]).isLessThan(losses[0] / 2);
    assertThat(result.tokens()).isPositive();
    assertThat(result.stepNanos()).isPositive();
  }

  @Test
  void sameJobGivesTheSameBits() {
    TrainingJob job = job(3).withDropout(0.1f);

    assertThat(trainer.train(job).adapter()).isEqualTo(trainer.train(job).adapter());
  }

  @Test
  void garbageCollectionInEveryStepChangesNothing() {
    TrainingJob job = job(4).withDropout(0.1f);
    float[] undisturbed = trainer.train(job).losses();

    float[] disturbed = new LocalTrainer(model, options(), System::gc).train(job).losses();

    assertThat(disturbed).containsExactly(undisturbed);
  }

  @Test
  void leavesTheStartAdapterAlone() {
    float[] before = start.values().clone();

    trainer.train(job(1));

    assertThat(start.values()).containsExactly(before);
  }

  @Test
  void namesStepAndRateWhenTheLossIsNotFinite() {
    float[] broken = start.values().clone();
    Arrays.fill(broken, Float.NaN);
    TrainingJob job =
        TrainingJob.of(new LoraAdapter(start.layout(), broken), samples(), 2, 4, 0.5f, 1);

    assertThatThrownBy(() -> trainer.train(job))
        .isInstanceOf(NonFiniteLossException.class)
        .hasMessageContaining("was NaN at step 0 with learning rate 0.5");
  }

  private static OptionEmbeddings options() {
    return new OptionEmbeddings(embedder, 100);
  }

  private static TrainingJob job(int steps) {
    return TrainingJob.of(start, samples(), steps, 8, 2e-3f, 3);
  }

  /** Two kinds of question, so that one batch mixes rows of different option sets. */
  private static List<ChooseSample> samples() {
    var samples = new ArrayList<ChooseSample>();
    List<String> moods = List.of("glad", "cross");
    List<String> things = List.of("a fruit", "a tool", "an animal");
    for (String word : List.of("lovely", "great", "charming", "pleasant")) {
      samples.add(new ChooseSample("What a " + word + " stay we had.", moods, 1));
    }
    for (String word : List.of("awful", "rude", "broken", "noisy")) {
      samples.add(new ChooseSample("Such an " + word + " place, never again.", moods, 0));
    }
    samples.add(new ChooseSample("Pears ripen in autumn.", things, 0));
    samples.add(new ChooseSample("She sharpened the chisel.", things, 1));
    samples.add(new ChooseSample("The otter dived twice.", things, 2));
    return samples;
  }
}
