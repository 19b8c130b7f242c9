// SPDX-License-Identifier: Apache-2.0
package io.openinference.viewer.internal.web;

/**
 * Passes the commits of the store on to the pages, which exist later than the store.
 *
 * @since 0.1.0
 */
public final class ChangeSignal implements Runnable {

  private volatile Runnable listener = () -> {};

  /** Makes a signal that tells nobody. */
  public ChangeSignal() {}

  void tell(Runnable newListener) {
    listener = newListener;
  }

  @Override
  public void run() {
    listener.run();
  }
}
