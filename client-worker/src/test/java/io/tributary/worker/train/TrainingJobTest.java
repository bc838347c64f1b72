package io.tributary.worker.train;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.schemas.adapter.AdapterLayout;
import io.tributary.schemas.adapter.LoraAdapter;
import io.tributary.schemas.adapter.TargetModule;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrainingJobTest {
  @Test
  void jobNamesWhatIsOutOfBounds() {
    var layout = new AdapterLayout(1, 1, List.of(new TargetModule("x", 1, 1)));
    var start = LoraAdapter.initial(layout, 1);
    var samples = List.of(new MultipleChoiceSample("t", List.of("a"), 0));
    assertThatThrownBy(() -> TrainingJob.of(start, List.of(), 1, 1, 1))
        .hasMessageContaining("samples must be >= 1, was 0");
    assertThatThrownBy(() -> TrainingJob.of(start, samples, 0, 1, 1))
        .hasMessageContaining("steps must be >= 1, was 0");
    assertThatThrownBy(() -> TrainingJob.of(start, samples, 1, 1, 1).withDropout(1))
        .hasMessageContaining("dropout must be in 0 <= p < 1, was 1.0");
    assertThatThrownBy(() -> new MultipleChoiceSample("t", List.of("a", "b"), 2))
        .hasMessageContaining("one of 2 options, was 2");
  }
}
