package io.tributary.infra.local.result;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.infra.local.result.LocalRunStages.Stage;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LocalRunStagesTest {
  private static final long SECOND = 1_000_000_000L;

  @Test
  void addsUpToTheWall() {
    AtomicLong now = new AtomicLong(5 * SECOND);
    LocalRunStages stages = new LocalRunStages(now::get);
    now.addAndGet(2 * SECOND);
    stages.enter(Stage.LEARN);
    now.addAndGet(3 * SECOND);
    stages.enter(Stage.EVALUATE);
    now.addAndGet(SECOND);
    stages.enter(Stage.LEARN);
    now.addAndGet(SECOND);
    assertThat(stages.seconds(Stage.START)).isEqualTo(2);
    assertThat(stages.seconds(Stage.LEARN)).isEqualTo(4);
    assertThat(stages.seconds(Stage.EVALUATE)).isEqualTo(1);
    assertThat(stages.wallSeconds()).isEqualTo(7);
  }
}
