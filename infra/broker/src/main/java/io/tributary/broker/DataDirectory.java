package io.tributary.broker;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Properties;

/**
 * A broker's directory, held by an exclusive lock: {@code log/} is Kafka's, {@code
 * broker.properties} remembers the ports and the Kafka version that wrote it.
 */
final class DataDirectory implements AutoCloseable {

  /**
   * The smallest free space in bytes; with less Kafka cannot even write its first segments and
   * indexes.
   */
  private static final long MIN_FREE_BYTES = 64L << 20;

  private final Path dir;
  private final DirectoryLock lock;

  private DataDirectory(Path dir, DirectoryLock lock) {
    this.dir = dir;
    this.lock = lock;
  }

  /** Creates, checks and locks {@code dir}; {@code kafkaVersion} is the version about to run. */
  static DataDirectory open(Path dir, String kafkaVersion) throws IOException {
    DirectoryLock lock = lock(dir);
    try {
      DataDirectory opened = new DataDirectory(dir, lock);
      opened.requireReadableBy(kafkaVersion);
      opened.requireFreeSpace();
      return opened;
    } catch (IOException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  Path logDir() {
    return dir.resolve("log");
  }

  /** Returns the port remembered under {@code key}, or 0. */
  int rememberedPort(String key) throws IOException {
    String text = remembered().getProperty(key, "0");
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new BrokerStartException(
          "%s: %s must be a port number, was '%s'; correct or delete the line"
              .formatted(memory(), key, text),
          e);
    }
  }

  void remember(int port, int controllerPort, String kafkaVersion) throws IOException {
    Properties properties = new Properties();
    properties.setProperty("port", Integer.toString(port));
    properties.setProperty("controller.port", Integer.toString(controllerPort));
    properties.setProperty("kafka.version", kafkaVersion);
    Path next = dir.resolve("broker.properties.next");
    Files.deleteIfExists(next);
    Files.createFile(next, OwnerOnly.file(next));
    try (Writer writer = Files.newBufferedWriter(next)) {
      properties.store(writer, "What the embedded broker remembers between two starts");
    }
    Files.move(next, memory(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }

  private static DirectoryLock lock(Path dir) {
    try {
      return DirectoryLock.take(dir, "broker.lock")
          .orElseThrow(
              () ->
                  new BrokerStartException(
                      "the broker's data directory %s is locked by another running broker: stop it, or choose another directory"
                          .formatted(dir)));
    } catch (IOException e) {
      throw new BrokerStartException(
          "cannot write to the broker's data directory %s (%s): make it writable or choose another"
              .formatted(dir, e),
          e);
    }
  }

  private void requireReadableBy(String kafkaVersion) throws IOException {
    String written = remembered().getProperty("kafka.version", kafkaVersion);
    if (Arrays.compare(numbers(written), numbers(kafkaVersion)) > 0) {
      throw new BrokerStartException(
          "the broker's data directory %s was written by Kafka %s, newer than this Kafka %s: use a newer release or another directory"
              .formatted(dir, written, kafkaVersion));
    }
  }

  /**
   * Returns the leading major and minor number of a version: patches of one minor version share
   * their formats.
   */
  private int[] numbers(String version) {
    String[] parts = version.split("[.-]", -1);
    try {
      return new int[] {Integer.parseInt(parts[0]), Integer.parseInt(parts[1])};
    } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
      throw new BrokerStartException(
          "%s: kafka.version must look like 4.4.0, was '%s'".formatted(memory(), version), e);
    }
  }

  private void requireFreeSpace() throws IOException {
    requireFreeSpace(dir, Files.getFileStore(dir).getUsableSpace());
  }

  static void requireFreeSpace(Path dir, long freeBytes) {
    if (freeBytes < MIN_FREE_BYTES) {
      throw new BrokerStartException(
          "the disk of the broker's data directory %s has %d MiB left, at least %d MiB are needed: free some or choose another directory"
              .formatted(dir, freeBytes >> 20, MIN_FREE_BYTES >> 20));
    }
  }

  private Properties remembered() throws IOException {
    Properties properties = new Properties();
    if (Files.exists(memory())) {
      try (Reader reader = Files.newBufferedReader(memory())) {
        properties.load(reader);
      }
    }
    return properties;
  }

  private Path memory() {
    return dir.resolve("broker.properties");
  }
}
