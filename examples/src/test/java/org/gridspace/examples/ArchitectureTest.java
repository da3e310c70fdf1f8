package org.gridspace.examples;

import org.gridspace.testkit.ArchitectureRules;

class ArchitectureTest extends ArchitectureRules {}
