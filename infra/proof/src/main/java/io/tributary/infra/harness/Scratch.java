package io.tributary.infra.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A new directory that is deleted when the benchmark is done. */
public final class Scratch implements AutoCloseable {
  private final Path root;

  public Scratch() throws IOException {
    root = Files.createTempDirectory("tributary-bench-");
  }

  /** Returns an empty directory of that name. */
  public Path directory(String name) throws IOException {
    return Files.createDirectories(root.resolve(name));
  }

  @Override
  public void close() throws IOException {
    List<Path> deepestFirst;
    try (Stream<Path> walk = Files.walk(root)) {
      deepestFirst = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : deepestFirst) {
      Files.deleteIfExists(path);
    }
  }
}
