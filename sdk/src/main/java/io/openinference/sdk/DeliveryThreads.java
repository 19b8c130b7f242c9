// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import java.security.AccessController;
import java.security.PrivilegedAction;

/** Makes the threads that deliver spans. */
final class DeliveryThreads {

  /**
   * Makes a daemon thread that holds nothing of the application whose thread happens to ask for it:
   * not its context class loader, its access control context or its inheritable thread locals. An
   * application that is undeployed would else stay in memory as long as the thread.
   */
  @SuppressWarnings("removal") // Java 17 still hands the access control context down.
  static Thread create(Runnable work, String name) {
    return AccessController.doPrivileged(
        (PrivilegedAction<Thread>)
            () -> {
              Thread thread = new Thread(null, work, name, 0, /* inheritThreadLocals= */ false);
              thread.setDaemon(true);
              thread.setContextClassLoader(DeliveryThreads.class.getClassLoader());
              return thread;
            });
  }

  private DeliveryThreads() {}
}
