// SPDX-License-Identifier: Apache-2.0
package io.openinference.benchmarks.soak;

import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import javax.management.JMException;
import javax.management.ObjectName;

/** Ends a soak that does not end by itself, and tells what its threads wait for. */
final class Watchdog implements AutoCloseable {

  private static final int FAILED = 2;

  private final long limitSeconds;
  private final Thread thread = new Thread(this::run, "watchdog");

  Watchdog(long limitSeconds) {
    this.limitSeconds = limitSeconds;
    thread.setDaemon(true);
    thread.start();
  }

  private void run() {
    try {
      TimeUnit.SECONDS.sleep(limitSeconds);
    } catch (InterruptedException e) {
      return;
    }
    try {
      System.out.println("The soak did not end within " + limitSeconds + " seconds.");
      System.out.println(threads());
    } finally {
      Runtime.getRuntime().halt(FAILED);
    }
  }

  /** Returns the stacks of all threads, also of virtual ones that keep a carrier thread. */
  private static String threads() {
    try {
      return (String)
          ManagementFactory.getPlatformMBeanServer()
              .invoke(
                  new ObjectName("com.sun.management:type=DiagnosticCommand"),
                  "threadPrint",
                  new Object[] {new String[0]},
                  new String[] {String[].class.getName()});
    } catch (JMException e) {
      return "The threads cannot be printed: " + e;
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
