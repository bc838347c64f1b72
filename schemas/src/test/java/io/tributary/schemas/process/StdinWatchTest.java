package io.tributary.schemas.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class StdinWatchTest {

  private final CountDownLatch ended = new CountDownLatch(1);

  @Test
  void waitsForTheEndAndIgnoresWhatIsWritten() throws Exception {
    try (PipedOutputStream parent = new PipedOutputStream()) {
      StdinWatch.watch(new PipedInputStream(parent), ended::countDown);
      parent.write("still here\n".getBytes(StandardCharsets.US_ASCII));
      parent.flush();
      assertThat(ended.getCount()).isEqualTo(1);
    }
    assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void takesBrokenInputForItsEnd() throws Exception {
    PipedInputStream broken = new PipedInputStream(); // Connected to nothing: reading throws.
    StdinWatch.watch(broken, ended::countDown);
    assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void leavesTheArgumentsOfUnsupervisedProgramAlone() {
    assertThat(StdinWatch.start(new String[] {"--port", "1"})).containsExactly("--port", "1");
  }
}
