package io.tributary.infra.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.infra.bench.BenchResult.Bound;
import io.tributary.infra.bench.command.Benchmarks;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BenchResultTest {
  @Test
  void figureAtItsBoundKeepsIt() {
    assertThat(BenchResult.of(4, "s", Bound.atMost(4), Map.of()).holds()).isTrue();
    assertThat(BenchResult.of(15, "points", Bound.atLeast(15), Map.of()).holds()).isTrue();
  }

  @Test
  void figureBeyondItsBoundBreaksIt() {
    assertThat(BenchResult.of(4.1, "s", Bound.atMost(4), Map.of()).holds()).isFalse();
    assertThat(BenchResult.of(14.9, "points", Bound.atLeast(15), Map.of()).holds()).isFalse();
  }

  @Test
  void figureThatIsNoNumberNeverHolds() {
    assertThat(BenchResult.of(Double.NaN, "s", Bound.atMost(4), Map.of()).holds()).isFalse();
    assertThat(BenchResult.of(Double.NaN, "s", Bound.atLeast(4), Map.of()).holds()).isFalse();
  }

  @Test
  void namesAreUniqueAndQuestionsAreSentences() {
    assertThat(Benchmarks.all("Main")).extracting(Benchmark::name).doesNotHaveDuplicates();
    assertThat(Benchmarks.all("Main"))
        .allSatisfy(each -> assertThat(each.question()).endsWith("."));
  }

  @Test
  void roundsAreReadFromProgress() throws IOException {
    var json = new ObjectMapper();
    assertThat(
            ProgressLines.roundsDone(
                json.readTree("{\"event\":\"progress\",\"name\":\"rounds\",\"done\":3}")))
        .isEqualTo(3);
    assertThat(
            ProgressLines.roundsDone(
                json.readTree("{\"event\":\"progress\",\"name\":\"steps\",\"done\":3}")))
        .isEqualTo(-1);
  }
}
