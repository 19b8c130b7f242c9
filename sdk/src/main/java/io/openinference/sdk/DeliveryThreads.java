// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import java.security.AccessController;
import java.security.PrivilegedAction;

/** Creates the threads that deliver spans. */
final class DeliveryThreads {

  /**
   * Creates a daemon thread that inherits nothing from the calling application thread: no context
   * class loader, no access control context and no inheritable thread locals. Otherwise an
   * undeployed application would stay in memory as long as the thread.
   */
  @SuppressWarnings("removal") // Java 17 still inherits the access control context.
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
