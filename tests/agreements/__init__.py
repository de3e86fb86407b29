"""Tests of terms and agreements."""
