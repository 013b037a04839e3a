"""Filters for personal data in templates."""

from django import template

from members.people import masking

register = template.Library()
register.filter("mask_phone", masking.mask_phone)
register.filter("mask_name", masking.mask_name)
