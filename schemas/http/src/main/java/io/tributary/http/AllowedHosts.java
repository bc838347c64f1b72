package io.tributary.http;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Checks the host names to which requests may be addressed. A web page of a stranger can make a
 * browser send requests to this machine by having its own name resolve to it; such requests carry
 * that name.
 *
 * @param isChecked false: every name will do
 * @param allowed names besides the loopback ones, in lower case
 */
record AllowedHosts(boolean isChecked, Set<String> allowed) {
  private static final Pattern LOOPBACK_IPV4 = Pattern.compile("127(\\.\\d{1,3}){3}");

  /**
   * Checks a request's host; throws a {@link HttpProblem} with status 421 for a request that is
   * addressed to another host.
   */
  void check(String host) {
    String name = host.toLowerCase(Locale.ROOT);
    if (isChecked && !isLoopback(name) && !allowed.contains(name)) {
      throw HttpProblem.of(
          421,
          "misdirected-request",
          "host must be localhost, a loopback address or an allowed host, was " + host,
          "Address the request to localhost, or start the server with --allowed-hosts "
              + host
              + ".",
          Map.of());
    }
  }

  private static boolean isLoopback(String name) {
    return name.equals("localhost")
        || name.endsWith(".localhost")
        || name.equals("[::1]")
        || name.equals("::1")
        || LOOPBACK_IPV4.matcher(name).matches();
  }
}
