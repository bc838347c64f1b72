package io.tributary.infra.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResidentMemoryTest {

  @TempDir Path proc;

  @Test
  void sumsLivingProcessesAndKeepsThePeak() throws Exception {
    write(1, 1000);
    write(2, 24);
    ResidentMemory memory = new ResidentMemory(proc, () -> LongStream.of(1, 2, 3));
    assertThat(memory.currentBytes()).isEqualTo(1024 << 10);
    write(1, 10);
    assertThat(memory.currentBytes()).isEqualTo(34 << 10);
    assertThat(memory.peakBytes()).isEqualTo(1024 << 10);
  }

  @Test
  void isZeroWithoutProc() {
    ResidentMemory memory = new ResidentMemory(proc.resolve("absent"), () -> LongStream.of(1));
    assertThat(memory.currentBytes()).isZero();
  }

  private void write(int pid, int kibibytes) throws Exception {
    Path dir = Files.createDirectories(proc.resolve(Integer.toString(pid)));
    Files.writeString(dir.resolve("status"), "Name:\tjava\nVmRSS:\t  " + kibibytes + " kB\n");
  }
}
