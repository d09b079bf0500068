"""Where all of practice stands in Wagtail's menu."""

MENU = "register_practice_menu_item"
