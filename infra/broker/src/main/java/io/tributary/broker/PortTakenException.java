package io.tributary.broker;

/** Reports that a port that was asked for is in use; the message names it and the fix. */
public final class PortTakenException extends BrokerStartException {

  private static final long serialVersionUID = 1L;

  /** The code by which other commands of the product report this failure, too. */
  public static final String CODE = "PORT_UNUSABLE";

  PortTakenException(String role, int port) {
    super(
        ("%s %d on 127.0.0.1 is in use by another process:"
                + " stop that process, choose another port, or 0 to pick a free one")
            .formatted(role, port));
  }
}
