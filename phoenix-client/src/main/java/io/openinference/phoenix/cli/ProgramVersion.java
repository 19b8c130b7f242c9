// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix.cli;

import picocli.CommandLine.IVersionProvider;

/** Tells the release from the manifest of the jar. */
final class ProgramVersion implements IVersionProvider {

  @Override
  public String[] getVersion() {
    String version = ProgramVersion.class.getPackage().getImplementationVersion();
    return new String[] {version == null ? "unknown" : version};
  }
}
