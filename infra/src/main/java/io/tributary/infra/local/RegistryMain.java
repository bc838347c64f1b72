package io.tributary.infra.local;

import io.tributary.broker.DirectoryLock;
import io.tributary.broker.PortChoice;
import io.tributary.broker.PortTakenException;
import io.tributary.schemas.files.PrivateFiles;
import io.tributary.schemas.process.StdinWatch;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * The schema registry as a process: {@code DIR PORT [--supervised]}, 0 for a free port or the one
 * of the last start.
 *
 * <p>Sets the server up by system properties (loopback, an H2 file in {@code DIR}, so that schema
 * ids survive), then calls the server's own main class in this JVM. {@link RegistryGreeting} prints
 * the ready line. Exit codes: 1 could not start, 4 bad arguments or a port in use.
 */
public final class RegistryMain {

  /** Path of the API that Confluent's clients speak. */
  static final String API = "/apis/ccompat/v7";

  private static final String SERVER = "io.quarkus.runner.GeneratedMain";

  private RegistryMain() {}

  public static void main(String[] args) throws ReflectiveOperationException, IOException {
    String[] rest = StdinWatch.start(args);
    if (rest.length != 2 || !rest[1].matches("\\d{1,5}")) {
      RegistryGreeting.refuse(4, "usage: RegistryMain DIR PORT [--supervised]");
      return;
    }
    DirectoryLock lock;
    int port;
    try {
      Path dir = Path.of(rest[0]).toAbsolutePath();
      lock = lock(dir);
      port = prepare(dir, Integer.parseInt(rest[1]));
    } catch (PortTakenException e) {
      RegistryGreeting.refuse(4, PortTakenException.CODE, e.getMessage());
      return;
    } catch (IOException | RuntimeException e) {
      RegistryGreeting.refuse(1, e.getMessage());
      return;
    }
    RegistryGreeting.whenItAnswers(URI.create("http://127.0.0.1:" + port + API));
    try {
      // Blocks until the server stops. By name: it is no dependency of ours at compile time.
      Class.forName(SERVER).getMethod("main", String[].class).invoke(null, (Object) new String[0]);
    } finally {
      lock.close();
    }
  }

  private static int prepare(Path dir, int asked) throws IOException {
    int port = choosePort(dir.resolve("registry.properties"), asked);
    System.setProperty("quarkus.http.host", "127.0.0.1");
    System.setProperty("quarkus.http.port", Integer.toString(port));
    // Without a write delay, an id that was answered survives a kill; H2's default is half a
    // second.
    System.setProperty(
        "quarkus.datasource.jdbc.url",
        "jdbc:h2:file:" + dir.resolve("registry") + ";DB_CLOSE_ON_EXIT=FALSE;WRITE_DELAY=0");
    // Opening the database takes longer than the default of 5 s where the processor is busy.
    System.setProperty("quarkus.datasource.jdbc.acquisition-timeout", "60S");
    // Standard output belongs to the ready line.
    System.setProperty("quarkus.log.console.stderr", "true");
    System.setProperty("quarkus.log.level", "WARN");
    System.setProperty("quarkus.http.io-threads", "2");
    System.setProperty("quarkus.thread-pool.max-threads", "8");
    return port;
  }

  private static DirectoryLock lock(Path dir) throws IOException {
    try {
      return DirectoryLock.take(dir, "registry.lock")
          .orElseThrow(
              () ->
                  new IllegalStateException(
                      "the registry's data directory %s is locked by another running registry: stop it, or choose another directory"
                          .formatted(dir)));
    } catch (IOException e) {
      throw new IOException(
          "cannot write to the registry's data directory %s (%s): make it writable or choose another"
              .formatted(dir, e),
          e);
    }
  }

  private static int choosePort(Path memory, int asked) throws IOException {
    Properties remembered = new Properties();
    if (Files.exists(memory)) {
      try (Reader reader = Files.newBufferedReader(memory)) {
        remembered.load(reader);
      }
    }
    int last = Integer.parseInt(remembered.getProperty("port", "0"));
    int port = PortChoice.choose("schema registry port", asked, last, 0);
    remembered.setProperty("port", Integer.toString(port));
    PrivateFiles.createIfMissing(memory);
    try (Writer writer = Files.newBufferedWriter(memory)) {
      remembered.store(writer, "What the schema registry remembers between two starts");
    }
    return port;
  }
}
