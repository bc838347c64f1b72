package io.tributary.testkit;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Creates a certificate of {@code localhost} and 127.0.0.1 that only this test's programs trust,
 * with the JDK's own tool.
 *
 * @param keyStore PKCS12, with the private key
 * @param trustStore PKCS12, with the certificate alone
 */
public record TestCertificate(Path keyStore, Path trustStore) {
  /** The password of both stores, which contain nothing worth protecting. */
  public static final String PASSWORD = "changeit";

  private static final long PATIENCE_SECONDS = 60;

  /** Makes both stores in a folder. */
  public static TestCertificate in(Path dir) throws IOException, InterruptedException {
    Path keys = dir.resolve("server.p12");
    Path certificate = dir.resolve("server.pem");
    Path trusted = dir.resolve("trusted.p12");
    keytool(
        List.of("-genkeypair", "-alias", "server", "-keyalg", "RSA", "-keysize", "2048"),
        List.of("-dname", "CN=localhost", "-ext", "SAN=dns:localhost,ip:127.0.0.1"),
        List.of("-validity", "2", "-storetype", "PKCS12", "-keystore", keys.toString()));
    keytool(
        List.of("-exportcert", "-rfc", "-alias", "server", "-file", certificate.toString()),
        List.of("-keystore", keys.toString()));
    keytool(
        List.of("-importcert", "-noprompt", "-alias", "server", "-file", certificate.toString()),
        List.of("-storetype", "PKCS12", "-keystore", trusted.toString()));
    return new TestCertificate(keys, trusted);
  }

  @SafeVarargs
  private static void keytool(List<String>... words) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    for (List<String> some : words) {
      command.addAll(some);
    }
    command.addAll(List.of("-storepass", PASSWORD));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
      process.destroyForcibly();
      throw new IOException("keytool failed: " + String.join(" ", command.subList(1, 4)));
    }
  }
}
