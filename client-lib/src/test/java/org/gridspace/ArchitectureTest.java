package org.gridspace;

import org.gridspace.testkit.ArchitectureRules;

class ArchitectureTest extends ArchitectureRules {}
