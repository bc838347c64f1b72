package io.tributary.infra.registry;

import io.tributary.broker.PortChoice;
import io.tributary.broker.PortTakenException;
import io.tributary.infra.registry.store.Registry;
import io.tributary.schemas.files.PrivateFiles;
import io.tributary.schemas.process.ReadyLine;
import io.tributary.schemas.process.StdinWatch;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/**
 * Runs the schema registry as a process: {@code DIR PORT [--supervised]}, 0 for a free port or the
 * one of the last start.
 *
 * <p>It prints one JSON line on standard output when it answers, or one that names the failure.
 * Exit codes: 1 could not start, 4 bad arguments or a port in use.
 */
public final class RegistryMain {
  /** The code of a child's failure that has none of its own. */
  private static final String FAILED = "CHILD_FAILED";

  private static final String PORT = "port";

  private RegistryMain() {}

  public static void main(String[] args) throws InterruptedException {
    String[] rest = StdinWatch.start(args);
    if (rest.length != 2 || !rest[1].matches("\\d{1,5}")) {
      refuse(4, FAILED, "usage: RegistryMain DIR PORT [--supervised]");
      return;
    }
    Path dir = Path.of(rest[0]).toAbsolutePath();
    try (Registry registry = Registry.open(dir)) {
      int chosen = choosePort(dir.resolve("registry.properties"), Integer.parseInt(rest[1]));
      try (RegistryPort port = RegistryPort.open(chosen, new RegistryApi(registry))) {
        ReadyLine.print(ReadyLine.ready(Map.of("url", port.url())));
        // It runs until the process ends: everything that was answered is on the disk.
        Thread.currentThread().join();
      }
    } catch (PortTakenException e) {
      refuse(4, PortTakenException.CODE, e.getMessage());
    } catch (IOException | RuntimeException e) {
      refuse(1, FAILED, "the schema registry did not start: " + e.getMessage());
    }
  }

  /** Returns the address at which the registry of a directory last answered. */
  public static String urlAt(int port) {
    return "http://127.0.0.1:" + port;
  }

  private static void refuse(int exitCode, String errorCode, String message) {
    System.err.println(message);
    ReadyLine.print(ReadyLine.refused(errorCode, message, ""));
    System.exit(exitCode);
  }

  private static int choosePort(Path memory, int asked) throws IOException {
    Properties remembered = new Properties();
    if (Files.exists(memory)) {
      try (Reader reader = Files.newBufferedReader(memory)) {
        remembered.load(reader);
      }
    }
    int last = Integer.parseInt(remembered.getProperty(PORT, "0"));
    int port = PortChoice.choose("schema registry port", asked, last, 0);
    remembered.setProperty(PORT, Integer.toString(port));
    PrivateFiles.createIfMissing(memory);
    try (Writer writer = Files.newBufferedWriter(memory)) {
      remembered.store(writer, "What the schema registry remembers between two starts");
    }
    return port;
  }
}
