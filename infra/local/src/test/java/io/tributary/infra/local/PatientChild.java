package io.tributary.infra.local;

import io.tributary.schemas.process.StdinWatch;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CountDownLatch;

/** A child that says it is ready, waits, and writes its name into a file when it drains. */
public final class PatientChild {

  private PatientChild() {}

  public static void main(String[] args) throws Exception {
    String[] rest = StdinWatch.start(args);
    String name = rest[0];
    Path drained = Path.of(rest[1]);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> write(drained, name)));
    System.out.println("{\"ready\":true,\"name\":\"" + name + "\"}");
    System.out.println("{\"event\":\"waiting\"}");
    new CountDownLatch(1).await();
  }

  private static void write(Path file, String name) {
    try {
      Files.writeString(file, name + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
