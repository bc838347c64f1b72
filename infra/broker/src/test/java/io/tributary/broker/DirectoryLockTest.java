package io.tributary.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryLockTest {
  @TempDir Path dir;

  /** Holds the lock of its first argument until it is killed. */
  static final class Holder {
    private Holder() {}

    public static void main(String[] args) throws IOException {
      try (DirectoryLock held = DirectoryLock.take(Path.of(args[0]), "lock").orElseThrow()) {
        System.out.println("held " + (held != null));
        System.out.flush();
        System.exit(System.in.read());
      }
    }
  }

  @Test
  void oneHolderAtATimeWithinAProcess() throws IOException {
    Path deep = dir.resolve("a/b");
    try (DirectoryLock first = DirectoryLock.take(deep, "lock").orElseThrow()) {
      assertThat(first).isNotNull();
      assertThat(DirectoryLock.take(deep, "lock")).isEmpty();
    }
    try (DirectoryLock again = DirectoryLock.take(deep, "lock").orElseThrow()) {
      assertThat(again).isNotNull();
    }
  }

  @Test
  void oneProcessAtATimeAndNoneAfterItWasKilled() throws Exception {
    Process holder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Holder.class.getName(),
                dir.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (BufferedReader out = holder.inputReader()) {
      assertThat(out.readLine()).isEqualTo("held true");
      assertThat(DirectoryLock.take(dir, "lock")).isEmpty();
    } finally {
      holder.destroyForcibly();
    }
    assertThat(holder.waitFor(60, TimeUnit.SECONDS)).isTrue();
    try (DirectoryLock mine = DirectoryLock.take(dir, "lock").orElseThrow()) {
      assertThat(mine).isNotNull();
    }
  }

  @Test
  void aPathThatIsNoDirectoryIsAFailure() throws IOException {
    Path file = Files.createFile(dir.resolve("file"));
    assertThatThrownBy(() -> DirectoryLock.take(file, "lock")).isInstanceOf(IOException.class);
  }
}
