package org.gridspace.benchmarks;

import org.gridspace.testkit.ArchitectureRules;

class ArchitectureTest extends ArchitectureRules {}
