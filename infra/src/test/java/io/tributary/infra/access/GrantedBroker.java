package io.tributary.infra.access;

import io.tributary.infra.cli.Main;
import io.tributary.schemas.settings.FederationConnection;
import io.tributary.testkit.SecuredBroker;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.common.utils.internals.Exit;

/**
 * A broker with an authorizer, granted access by what {@code acls print --format commands} prints:
 * a shell runs the text, and Kafka's own tool carries it out.
 */
public final class GrantedBroker implements AutoCloseable {
  private static final String TOOL = "org.apache.kafka.tools.AclCommand";

  private final SecuredBroker broker;
  private final Path dir;

  private GrantedBroker(SecuredBroker broker, Path dir) {
    this.broker = broker;
    this.dir = dir;
  }

  /** Starts it; {@code dir} keeps settings of clients. */
  public static GrantedBroker start(Path dir, Set<String> users) {
    return new GrantedBroker(SecuredBroker.start(users), dir);
  }

  /** Grants what the verb prints with these flags. */
  public void grant(String... flags) throws IOException, InterruptedException {
    var args = new ArrayList<>(List.of("acls", "print", "--format", "commands"));
    args.addAll(List.of(flags));
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    int code = Main.run(args.toArray(String[]::new), utf8(out), utf8(err));
    if (code != 0) {
      throw new AssertionError(err.toString(StandardCharsets.UTF_8));
    }
    for (List<String> words : asAShellReads(out.toString(StandardCharsets.UTF_8))) {
      carryOut(words);
    }
  }

  /** The arguments of every call of the tool in a script. */
  private List<List<String>> asAShellReads(String script) throws IOException, InterruptedException {
    Path tool = dir.resolve("kafka-acls.sh");
    Path calls = Files.createTempFile(dir, "calls", "");
    Files.writeString(
        tool, "#!/bin/sh\nprintf '%s\\n' \"$#\" \"$@\" >> \"$CALLS\"\n", StandardCharsets.UTF_8);
    if (!tool.toFile().setExecutable(true)) {
      throw new IOException("cannot make " + tool + " executable");
    }
    var builder = new ProcessBuilder("/bin/sh", "-eu", "-c", script).inheritIO();
    builder.environment().merge("PATH", dir.toString(), (path, ours) -> ours + ":" + path);
    builder.environment().put("CALLS", calls.toString());
    builder.environment().put("BOOTSTRAP_SERVERS", broker.bootstrapServers());
    builder.environment().put("ADMIN_CONFIG", clientConfig(SecuredBroker.ADMIN).toString());
    int code = builder.start().waitFor();
    if (code != 0) {
      throw new AssertionError("the shell ended with " + code + " on:\n" + script);
    }
    List<List<String>> read = new ArrayList<>();
    List<String> lines = Files.readAllLines(calls);
    for (int at = 0; at < lines.size(); ) {
      int count = Integer.parseInt(lines.get(at));
      read.add(lines.subList(at + 1, at + 1 + count));
      at += 1 + count;
    }
    return read;
  }

  /** By name: the tool is no dependency at compile time. */
  private static void carryOut(List<String> words) {
    Exit.setExitProcedure(
        (code, message) -> {
          throw new Ended(code);
        });
    try {
      Class.forName(TOOL)
          .getMethod("main", String[].class)
          .invoke(null, (Object) words.toArray(String[]::new));
    } catch (InvocationTargetException e) {
      if (!(e.getCause() instanceof Ended ended) || ended.code != 0) {
        throw new AssertionError("kafka-acls.sh " + words + " failed", e);
      }
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("there is no " + TOOL, e);
    } finally {
      Exit.resetExitProcedure();
    }
  }

  /** Instead of the end of this JVM. */
  private static final class Ended extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final int code;

    Ended(int code) {
      super("exit code " + code);
      this.code = code;
    }
  }

  /** A federation as one user sees it; its registry lives in this JVM. */
  public FederationConnection as(String user, String federation) {
    return new FederationConnection(
        broker.bootstrapServers(),
        "mock://" + federation,
        federation,
        SecuredBroker.settingsOf(user));
  }

  /** The file of a user's credentials. */
  public Path clientConfig(String user) throws IOException {
    Path file = dir.resolve(user + ".properties");
    var properties = new Properties();
    properties.putAll(SecuredBroker.settingsOf(user));
    try (var writer = Files.newBufferedWriter(file)) {
      properties.store(writer, "a test's");
    }
    return file;
  }

  private static PrintStream utf8(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    broker.close();
  }
}
